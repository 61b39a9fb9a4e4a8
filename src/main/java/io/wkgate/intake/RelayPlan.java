package io.wkgate.intake;

import io.vertx.core.buffer.Buffer;
import io.wkgate.event.Message;
import io.wkgate.store.NewEvent;
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
        public Optional<NewEvent> plan(String event, List<Message> messages, Buffer body) {
            return Optional.empty();
        }

        @Override
        public void committed(List<NewEvent> events) {
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
     */
    Optional<NewEvent> plan(String event, List<Message> messages, Buffer body);

    /** They are committed, and may be delivered. */
    void committed(List<NewEvent> events);

    /** Whether events wait for their commit now, which goes before delivering; told whenever it may have changed. */
    default void intakeWaits(boolean waits) {}
}
