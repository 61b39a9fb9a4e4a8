package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.Message;
import io.wkgate.intake.RelayPlan;
import io.wkgate.store.BodyCompressor;
import io.wkgate.store.CompressedBody;
import io.wkgate.store.NewEvent;
import io.wkgate.store.Source;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A relay that wants everything and notes what it was told to deliver. */
final class NotedRelay implements RelayPlan {

    private final List<NewEvent> committed = new CopyOnWriteArrayList<>();

    @Override
    public boolean wants(String event) {
        return true;
    }

    @Override
    public Future<Optional<NewEvent>> plan(String event, List<Message> messages, Buffer body) {
        return Future.succeededFuture(
                Optional.of(new NewEvent(UUID.randomUUID(), event, new BodyCompressor().compress(body), List.of())));
    }

    @Override
    public void committed(List<NewEvent> events, Source source) {
        committed.addAll(events);
    }

    /** The numbers of the messages of each event. */
    List<List<Long>> events() {
        return committed.stream()
                .map(event -> new JsonArray(CompressedBody.uncompress(event.body()))
                        .stream()
                                .map(element -> ((JsonObject) element).getLong("message_seq"))
                                .toList())
                .toList();
    }

    List<Long> numbers() {
        return events().stream().flatMap(List::stream).toList();
    }
}
