package io.wkgate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The calls that send. */
final class SendRoutes {
    /** What v2.0.4, v2.0.10 and v2.2.5 were measured to fail at. */
    private static final int LARGE = 1 << 20;

    /** What v3 was measured to refuse. */
    private static final int HUGE = 16 << 20;

    private final Profile profile;
    private final SendRules rules;
    private final Runnable death;

    /** @param death ends the server as a crash does, a moment later */
    SendRoutes(Profile profile, SendRules rules, Runnable death) {
        this.profile = profile;
        this.rules = rules;
        this.death = death;
    }

    void addTo(Api api) {
        api.on("POST /message/send", this::send).on("POST /message/sendbatch", this::sendBatch);
    }

    private Answer send(Call call) {
        JsonObject body = call.json();
        SendRequest request;
        try {
            request = SendRequest.of(body, profile);
        } catch (IllegalArgumentException e) {
            throw new Call.UnreadableBody("illegal base64 data at input byte 0");
        }
        if (request.payload().length >= LARGE) {
            return sendLarge(request);
        }
        boolean part = !body.getString("stream_no", "").isEmpty();
        return part && profile.has(Trait.PARTS_ARE_NO_MESSAGES) ? accepted(request) : rules.send(request);
    }

    private Answer sendLarge(SendRequest request) {
        if (profile.has(Trait.DIES_OF_LARGE_PAYLOADS)) {
            death.run();
            return accepted(request);
        }
        if (profile.has(Trait.LOSES_LARGE_PAYLOADS)) {
            return accepted(request);
        }
        return profile.line() == Line.THREE && request.payload().length >= HUGE
                ? Answer.error(500, "internal/message: backpressured: channel: backpressured")
                : rules.send(request);
    }

    /** The answer for what is never stored. */
    private static Answer accepted(SendRequest request) {
        JsonObject data =
                new JsonObject().put("client_msg_no", request.clientMsgNo()).put("message_id", 1);
        return Answer.json(new JsonObject().put("data", data).put("status", 200));
    }

    private Answer sendBatch(Call call) {
        SendRequest request = SendRequest.of(call.json(), profile);
        if (request.fromUid().isBlank()) {
            return Answer.refused("from_uid不能为空！");
        }
        if (request.subscribers().isEmpty()) {
            return Answer.refused("subscribers不能为空！");
        }
        if (request.payload().length == 0) {
            return Answer.refused("payload不能为空！");
        }
        request.subscribers().forEach(uid -> rules.sendToPerson(request.to(uid, ChannelIds.PERSON)));
        return Answer.json(new JsonObject().put("fail_uids", new JsonArray()).put("reason", new JsonArray()));
    }
}
