package io.wkgate.upstream;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By {@code POST /messages}, as v2 has it (api.json "messages-ids", "messages-cmn"). It finds an id in whatever channel it
 * is, commands too; where it finds none, {@code /cluster/messages} is asked, which knows what other nodes hold.
 */
final class IdSearch implements LogSearch {

    @Override
    public Future<LookupResult> find(UpstreamCall node, MessageQuery query) {
        return byChannel(node, query)
                .compose(hits -> hits.isEmpty() ? inCluster(node, query) : Future.succeededFuture(hits))
                .map(hits -> result(hits, query));
    }

    private static Future<List<Message>> byChannel(UpstreamCall node, MessageQuery query) {
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
                .map(answer -> LogRows.of(answer, "messages").matching(query));
    }

    /** By id only: by number it would read the whole log. */
    private static Future<List<Message>> inCluster(UpstreamCall node, MessageQuery query) {
        if (query.messageId().isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        String id = Long.toString(query.messageId().getAsLong());
        return node.ask(UpstreamRequest.get("/cluster/messages", Map.of("message_id", id, "limit", "10")))
                .map(answer -> LogRows.of(answer, "data").matching(query))
                // A proxy may hide it; then what was asked before is the answer.
                .otherwise(List.of());
    }

    private static LookupResult result(List<Message> hits, MessageQuery query) {
        List<Message> commands = hits.stream().filter(LogRows::isCommand).toList();
        List<Message> here = hits.stream()
                .filter(hit -> !LogRows.isCommand(hit) && isIn(query.channel(), hit))
                .toList();
        if (!here.isEmpty()) {
            return new LookupResult.Found(new LogRows(here).in(query.channel()).messages());
        } else if (!commands.isEmpty()) {
            return new LookupResult.IsCommand();
        }
        return new LookupResult.NotThere(
                hits.isEmpty() ? "upstream's log has no such message" : "upstream has it in another channel");
    }

    private static boolean isIn(ChannelKey asked, Message hit) {
        if (hit.channel().equals(asked)) {
            return true;
        }
        // A row may name the channel by either user, whoever of them sent it, and the system by either of its names.
        String named = hit.channel().id();
        return asked.type() == ChannelKey.PERSON
                && hit.channel().type() == ChannelKey.PERSON
                && asked.persons().stream().anyMatch(uid -> named.equals(ChannelKey.join(uid, uid)))
                && asked.hasPerson(hit.fromUid().isEmpty() ? ChannelKey.SYSTEM_UID : hit.fromUid());
    }
}
