package io.wkgate.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.wkgate.event.Message;
import io.wkgate.store.NewEvent;
import io.wkgate.store.Source;
import java.util.List;
import java.util.Optional;

/** What is to be relayed, and to whom; intake commits it with what it belongs to. Thread-safe, never blocks or throws. */
public interface RelayPlan {

    /** Of a gateway without destinations. */
    RelayPlan NONE = new RelayPlan() {
        @Override
        public boolean wants(String event) {
            return false;
        }

        @Override
        public Future<Optional<NewEvent>> plan(String event, List<Message> messages, Buffer body) {
            return Future.succeededFuture(Optional.empty());
        }

        @Override
        public void committed(List<NewEvent> events, Source source) {
            // Nobody waits for them.
        }
    };

    /** Whether any destination wants events of this name; of others the body need not be kept. */
    boolean wants(String event);

    /**
     * The event with its deliveries; nothing if no destination wants it.
     *
     * @param messages of a msg.notify the elements of the body, one for one in their order; else none
     * @param body what came, not compressed
     * @return has succeeded already, but for a body so large that it is compressed elsewhere
     */
    Future<Optional<NewEvent>> plan(String event, List<Message> messages, Buffer body);

    /** They are committed, and may be delivered. */
    void committed(List<NewEvent> events, Source source);

    /** Whether events wait for their commit now, which goes before delivering; told whenever it may have changed. */
    default void intakeWaits(boolean waits) {}
}
