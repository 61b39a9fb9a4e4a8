package io.wkgate.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.wkgate.config.ReadingSettings;
import io.wkgate.event.ChannelKey;
import io.wkgate.revoke.RevokeDesk;
import io.wkgate.store.MessageReader;
import io.wkgate.store.Page;
import io.wkgate.store.StoredMessage;
import io.wkgate.web.BadInput;
import io.wkgate.web.Input;
import io.wkgate.web.NextPage;
import io.wkgate.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A channel's messages, and one of them. */
final class ReadOperations {

    private final MessageReader reader;
    private final RevokeDesk desk;
    private final ShownMessage shown;

    ReadOperations(MessageReader reader, RevokeDesk desk, ReadingSettings settings) {
        this.reader = reader;
        this.desk = desk;
        this.shown = new ShownMessage(settings);
    }

    /** {@code GET /v1/channels/{channel_type}/{channel_id}/messages}. */
    void channel(RoutingContext exchange) {
        Viewer viewer = Viewer.of(exchange);
        Input input = new Input(exchange);
        ChannelKey channel = channel(input, viewer);
        int limit = input.limit();
        // One more than asked for tells whether there is another page.
        reader.page(channel, page(input, limit + 1))
                .compose(found -> page(exchange, viewer, found, limit))
                .onSuccess(exchange::json)
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private static ChannelKey channel(Input input, Viewer viewer) {
        long type = Input.parse("channel_type", input.pathText("channel_type"), 1);
        if (type > 255) {
            throw new BadInput("channel_type", "not a whole number from 1 to 255");
        }
        if (type == ChannelKey.PERSON && viewer.uid().isEmpty()) {
            throw new BadInput("uid", "missing: a person channel is read as one of its two users");
        }
        return ChannelKey.of(
                (int) type, input.pathText("channel_id"), viewer.uid().orElse(""));
    }

    private static Page page(Input input, int limit) {
        Optional<Long> seq = input.number("from_seq");
        Optional<Long> behind = input.number("behind");
        if (behind.isPresent() && seq.isEmpty()) {
            throw new BadInput("behind", "not without from_seq");
        }
        return new Page(
                seq,
                input.time("from_time"),
                input.text("direction").map(ReadOperations::direction).orElse(Page.Direction.BACKWARD),
                limit,
                behind.map(OptionalLong::of).orElse(OptionalLong.empty()));
    }

    private static Page.Direction direction(String text) {
        return switch (text) {
            case "backward" -> Page.Direction.BACKWARD;
            case "forward" -> Page.Direction.FORWARD;
            default -> throw new BadInput("direction", "not backward or forward");
        };
    }

    private Future<JsonObject> page(RoutingContext exchange, Viewer viewer, List<StoredMessage> found, int limit) {
        List<StoredMessage> page = found.size() > limit ? found.subList(0, limit) : found;
        String next = found.size() > limit ? next(exchange, page.get(limit - 1)) : "";
        return names(page).map(names -> {
            JsonArray items = new JsonArray();
            page.forEach(stored -> items.add(shown.json(stored, viewer, names)));
            return new JsonObject().put("items", items).put("next", next);
        });
    }

    private static String next(RoutingContext exchange, StoredMessage last) {
        return NextPage.query(
                        exchange.queryParams(),
                        Set.of("behind"),
                        "from_seq",
                        last.message().messageSeq())
                + "&behind="
                + last.message().messageId();
    }

    private Future<Map<Long, String>> names(List<StoredMessage> messages) {
        List<Long> revoked = messages.stream()
                .filter(stored -> stored.mark().isPresent())
                .map(stored -> stored.message().messageId())
                .toList();
        return revoked.isEmpty() ? Future.succeededFuture(Map.of()) : desk.names(revoked);
    }

    /** {@code GET /v1/messages/{message_id}}. */
    void message(RoutingContext exchange) {
        Viewer viewer = Viewer.of(exchange);
        long id = new Input(exchange).id("message_id");
        reader.find(id)
                .compose(found -> message(found, viewer))
                .onSuccess(found -> found.ifPresentOrElse(
                        exchange::json,
                        () -> Problem.notFound("there is no message " + id).answer(exchange)))
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private Future<Optional<JsonObject>> message(Optional<StoredMessage> found, Viewer viewer) {
        Optional<StoredMessage> seen =
                found.filter(stored -> viewer.sees(stored.message().channel()));
        return seen.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : names(List.of(seen.get())).map(names -> Optional.of(shown.json(seen.get(), viewer, names)));
    }
}
