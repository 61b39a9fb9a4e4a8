package io.wkgate.upstream;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import java.util.List;

/**
 * Binding users to a channel's commands (v3's {@code POST /message/cmd/bind}), so that who is offline gets them through
 * /message/sync. Of a person channel the joined id is given: bound by the peer's uid, /message/sync breaks for ever
 * (upstream.md, "Revoking").
 */
final class CommandBinding {

    private static final String STEP = "bind";

    private CommandBinding() {}

    static RevokeStep step(List<String> uids, ChannelKey channel, StepReading reading) {
        List<UpstreamRequest> requests = uids.stream()
                .distinct()
                .map(uid -> request("/message/cmd/bind", uid, channel))
                .toList();
        return RevokeStep.bind(StepName.of(STEP, uids), requests, uids, reading);
    }

    /** Whether a step of that name binds somebody. */
    static boolean isStep(String name) {
        return name.startsWith(STEP);
    }

    static UpstreamRequest unbind(String uid, ChannelKey channel) {
        return request("/message/cmd/unbind", uid, channel);
    }

    private static UpstreamRequest request(String path, String uid, ChannelKey channel) {
        return UpstreamRequest.post(
                path,
                new JsonObject().put("uid", uid).put("channel_id", channel.id()).put("channel_type", channel.type()));
    }
}
