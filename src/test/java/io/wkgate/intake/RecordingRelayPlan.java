package io.wkgate.intake;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.wkgate.event.Message;
import io.wkgate.store.BodyCompressor;
import io.wkgate.store.NewDelivery;
import io.wkgate.store.NewEvent;
import io.wkgate.store.Source;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Plans one delivery, to destination 1, of every event that it wants, and remembers what it was told. */
final class RecordingRelayPlan implements RelayPlan {

    private final Predicate<String> wanted;
    private final List<List<Long>> planned = new CopyOnWriteArrayList<>();
    private final List<List<NewEvent>> committed = new CopyOnWriteArrayList<>();

    RecordingRelayPlan(Predicate<String> wanted) {
        this.wanted = wanted;
    }

    @Override
    public boolean wants(String event) {
        return wanted.test(event);
    }

    @Override
    public Future<Optional<NewEvent>> plan(String event, List<Message> messages, Buffer body) {
        planned.add(messages.stream().map(Message::messageId).toList());
        // Of a large one it is not known at once, as with the relay's own.
        return BodyCompressor.isLarge(body) && Vertx.currentContext() != null
                ? Vertx.currentContext().executeBlocking(() -> Optional.of(event(event, body)), false)
                : Future.succeededFuture(Optional.of(event(event, body)));
    }

    private static NewEvent event(String event, Buffer body) {
        NewDelivery delivery = new NewDelivery(1, "", Optional.empty(), 0, Duration.ofHours(72));
        return new NewEvent(UUID.randomUUID(), event, new BodyCompressor().compress(body), List.of(delivery));
    }

    @Override
    public void committed(List<NewEvent> events, Source source) {
        committed.add(events);
    }

    /** The ids of the messages of each event, in the order in which they were asked for. */
    List<List<Long>> planned() {
        return planned;
    }

    /** What each call told. */
    List<List<NewEvent>> committed() {
        return committed;
    }
}
