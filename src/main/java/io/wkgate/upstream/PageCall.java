package io.wkgate.upstream;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * {@code POST /channel/messagesync} with pull_mode 0: the page that ends at a number, that number included, or the newest
 * page for 0; ascending (measured on every version). end_message_seq stays 0, for v1 and v2.0 answer 400 where it is alone.
 */
final class PageCall {

    private PageCall() {}

    /**
     * @param channelId of a person channel the peer of that reader, or on v3 the joined id
     * @param end 0 for the newest
     */
    static Future<LogRows> ask(
            UpstreamCall node, String reader, String channelId, int channelType, long end, int limit) {
        JsonObject body = new JsonObject()
                .put("login_uid", reader)
                .put("channel_id", channelId)
                .put("channel_type", channelType)
                .put("start_message_seq", end)
                .put("end_message_seq", 0)
                .put("limit", limit)
                .put("pull_mode", 0);
        return node.ask(UpstreamRequest.post("/channel/messagesync", body))
                .map(answer -> LogRows.of(answer, "messages"));
    }
}
