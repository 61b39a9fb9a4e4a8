package io.wkgate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The calls that send. */
final class SendRoutes {
    private final SendRules rules;
    private final Profile profile;

    SendRoutes(SendRules rules, Profile profile) {
        this.rules = rules;
        this.profile = profile;
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
        return rules.send(request);
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
