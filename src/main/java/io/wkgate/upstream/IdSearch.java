package io.wkgate.upstream;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import io.wkgate.event.Message;
import io.wkgate.event.NotifyEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * By {@code POST /messages}, as v2 has it (api.json "messages-ids", "messages-cmn"). It finds an id in whatever channel it
 * is, commands too. Where it finds none, or a message of the system whose recipient it lost, {@code /cluster/messages} is
 * asked: that knows what other nodes hold, and the recipient (measured on v2.0.4, v2.0.10 and v2.2.5).
 */
final class IdSearch implements LogSearch {

    @Override
    public Future<LookupResult> find(UpstreamCall node, MessageQuery query) {
        return byChannel(node, query)
                .compose(hits -> isWhole(hits)
                        ? Future.succeededFuture(hits)
                        : inCluster(node, query).map(more -> more.isEmpty() ? hits : more))
                .map(hits -> result(hits, query));
    }

    private static boolean isWhole(List<Entry.Accepted> hits) {
        return !hits.isEmpty()
                && hits.stream().noneMatch(hit -> hit.message().channel().unresolved());
    }

    private static Future<List<Entry.Accepted>> byChannel(UpstreamCall node, MessageQuery query) {
        ChannelKey channel = query.channel();
        Optional<String> reader = channel.persons().stream().findFirst();
        JsonObject body = new JsonObject()
                .put("login_uid", reader.orElse(""))
                .put("channel_id", reader.flatMap(channel::other).orElse(channel.id()))
                .put("channel_type", channel.type());
        query.messageId().ifPresent(id -> body.put("message_ids", new JsonArray().add(id)));
        if (query.messageId().isEmpty()) {
            query.clientMsgNo().ifPresent(number -> body.put("client_msg_nos", new JsonArray().add(number)));
        }
        return node.ask(UpstreamRequest.post("/messages", body))
                .map(answer -> matching(LogRows.of(answer, "messages"), UnaryOperator.identity(), query));
    }

    /** By id only: by number it would read the whole log. */
    private static Future<List<Entry.Accepted>> inCluster(UpstreamCall node, MessageQuery query) {
        if (query.messageId().isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        String id = Long.toString(query.messageId().getAsLong());
        return node.ask(UpstreamRequest.get("/cluster/messages", Map.of("message_id", id, "limit", "10")))
                .map(answer -> matching(LogRows.of(answer, "data"), LogRow::withNamelessSystem, query))
                // A proxy may hide it; then what was asked before is the answer.
                .otherwise(List.of());
    }

    private static List<Entry.Accepted> matching(LogRows rows, UnaryOperator<Message> told, MessageQuery query) {
        return rows.entries(NotifyEntry.TWO, told).stream()
                .filter(query::matches)
                .toList();
    }

    private static LookupResult result(List<Entry.Accepted> hits, MessageQuery query) {
        List<Entry.Accepted> here = hits.stream()
                .filter(hit -> !LogRows.isCommand(hit.message())
                        && isIn(query.channel(), hit.message().channel()))
                .toList();
        if (!here.isEmpty()) {
            return new LookupResult.Found(here);
        } else if (hits.stream().anyMatch(hit -> LogRows.isCommand(hit.message()))) {
            return new LookupResult.IsCommand();
        }
        return new LookupResult.NotThere(
                hits.isEmpty() ? "upstream's log has no such message" : "upstream has it in another channel");
    }

    /** Of the system's messages to users one side may not know whose channel it is. */
    private static boolean isIn(ChannelKey asked, ChannelKey found) {
        return found.equals(asked)
                || (asked.unresolved() && found.hasPerson(ChannelKey.SYSTEM_UID))
                || (found.unresolved() && asked.hasPerson(ChannelKey.SYSTEM_UID));
    }
}
