package io.wkgate.upstream;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The bodies that are expected to be sent, as {@link RecordedStubs#plain} shows them. */
final class SentBody {

    private SentBody() {}

    private static JsonObject command(int noPersist, JsonObject param) {
        return new JsonObject()
                .put(
                        "header",
                        new JsonObject()
                                .put("no_persist", noPersist)
                                .put("red_dot", 0)
                                .put("sync_once", 1))
                .put(
                        "payload",
                        new JsonObject()
                                .put("type", 99)
                                .put("cmd", "messageRevoke")
                                .put("param", param.put("message_id", Long.toString(StepRunner.MESSAGE))));
    }

    /** Its receivers' packets name the channel. */
    static JsonObject plain(int noPersist) {
        return command(noPersist, new JsonObject());
    }

    /** It names the channel itself. */
    static JsonObject naming(int noPersist, String channelId, int channelType) {
        return command(noPersist, new JsonObject().put("channel_id", channelId).put("channel_type", channelType));
    }

    static JsonObject toChannel(JsonObject body, String channelId, int channelType) {
        return body.copy().put("channel_id", channelId).put("channel_type", channelType);
    }

    static JsonObject toSubscribers(JsonObject body, String... uids) {
        return body.copy().put("subscribers", new JsonArray(List.of(uids)));
    }

    static JsonObject from(JsonObject body, String uid) {
        return body.copy().put("from_uid", uid);
    }

    /** As every send to v3. */
    static JsonObject fromSystemDevice(JsonObject body, String uid) {
        return from(body, uid).put("device_id", "____device");
    }
}
