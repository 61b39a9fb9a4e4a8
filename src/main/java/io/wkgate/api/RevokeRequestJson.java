package io.wkgate.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.revoke.ChannelName;
import io.wkgate.revoke.Operator;
import io.wkgate.revoke.RevokeRequest;
import io.wkgate.revoke.Role;
import io.wkgate.web.BadInput;
import io.wkgate.web.Input;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what is asked for from a body that fits the document; what the document cannot say is checked here. */
final class RevokeRequestJson {

    private RevokeRequestJson() {}

    /** @throws BadInput if the members contradict each other */
    static RevokeRequest read(JsonObject body) {
        OptionalLong messageId = messageId(body);
        Optional<String> clientMsgNo = Optional.ofNullable(body.getString("client_msg_no"));
        Optional<ChannelName> channel = channel(body);
        if (messageId.isPresent() == clientMsgNo.isPresent()) {
            throw new BadInput(
                    "message_id",
                    messageId.isPresent()
                            ? "not together with client_msg_no"
                            : "missing, and client_msg_no too: one of them names the message");
        }
        if (clientMsgNo.isPresent() && channel.isEmpty()) {
            throw new BadInput("channel_id", "missing: a client_msg_no names a message only in its channel");
        }
        return new RevokeRequest(
                messageId,
                clientMsgNo,
                channel,
                operator(body.getJsonObject("operator")),
                Optional.ofNullable(body.getString("sender_role")).map(label -> role("sender_role", label)),
                Optional.ofNullable(body.getJsonArray("subscribers")).map(RevokeRequestJson::texts),
                body.getBoolean("notify", true),
                body.containsKey("wait") ? WaitTime.of(body.getValue("wait")) : Duration.ZERO);
    }

    /** As a text or a number; a number of 64 bits is still exact here. */
    private static OptionalLong messageId(JsonObject body) {
        Object id = body.getValue("message_id");
        return id == null ? OptionalLong.empty() : OptionalLong.of(Input.parse("message_id", id.toString(), 1));
    }

    private static Optional<ChannelName> channel(JsonObject body) {
        boolean id = body.containsKey("channel_id");
        boolean type = body.containsKey("channel_type");
        if (id != type) {
            throw new BadInput(id ? "channel_type" : "channel_id", "missing: a channel is named by both");
        }
        return id
                ? Optional.of(new ChannelName(body.getInteger("channel_type"), body.getString("channel_id")))
                : Optional.empty();
    }

    private static Operator operator(JsonObject json) {
        return new Operator(
                json.getString("uid"), role("operator.role", json.getString("role")), json.getString("name", ""));
    }

    private static Role role(String field, String label) {
        return Role.of(label).orElseThrow(() -> new BadInput(field, "not member, manager, owner or admin"));
    }

    private static List<String> texts(JsonArray json) {
        return json.stream().map(Object::toString).toList();
    }
}
