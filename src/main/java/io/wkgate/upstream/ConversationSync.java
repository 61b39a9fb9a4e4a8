package io.wkgate.upstream;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /conversation/sync} (v1, v2) with version 0: all of a user's conversations, 1,000 at most as both are set up,
 * and nothing is changed by asking. v2 tells only those of which it shows a message, so it is asked for one of each. v2.0.10
 * and v2.2.5 leave out what the system sent (source and real servers).
 */
final class ConversationSync {

    private ConversationSync() {}

    /** @param messages how many of each conversation */
    static Future<List<ListedChannel>> ask(UpstreamCall node, String uid, int messages) {
        JsonObject body = new JsonObject()
                .put("uid", uid)
                .put("version", 0)
                .put("last_msg_seqs", "")
                .put("msg_count", messages);
        return node.ask(UpstreamRequest.post("/conversation/sync", body))
                .map(answer -> answer.array().orElseThrow(LogRows::notUnderstood))
                .map(array -> listed(array, uid));
    }

    private static List<ListedChannel> listed(JsonArray array, String uid) {
        return array.stream()
                .map(row -> row instanceof JsonObject json ? json : new JsonObject())
                .map(json -> ListedRow.of(json, "last_msg_seq").orElseThrow(LogRows::notUnderstood))
                .map(row -> row.asSeenBy(uid))
                .flatMap(Optional::stream)
                .toList();
    }
}
