package io.wkgate.upstream;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.TestMessage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Has a node send what tries its webhook: a command between two users of the doctor. Every version notifies a kept command,
 * a message that is not kept only 1.2 and 2.0.4 (upstream.md, "msg.notify bodies"); and a command is in no channel that
 * anybody reads, and in no table of messages.
 */
public final class TestSend {

    private TestSend() {}

    /** The future never fails. */
    public static Future<Outcome> of(UpstreamClient client, KnownNode node) {
        return client.call(node.node(), () -> request(node.dialect()))
                .map(TestSend::read)
                .otherwise(
                        thrown -> new Outcome.Failed(UpstreamFailure.of(thrown).description()));
    }

    private static UpstreamRequest request(Dialect dialect) {
        String payload = new JsonObject()
                .put("type", 99)
                .put("cmd", "wkgateDoctor")
                .put("param", new JsonObject())
                .encode();
        CommandSend send = new CommandSend(new JsonObject()
                        .put("header", CommandSend.header(0))
                        .put("payload", Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8))))
                .from(TestMessage.SENDER)
                .toChannel(ChannelKey.PERSON, TestMessage.RECEIVER);
        return (dialect.has(Capability.ANSWERS_REASON) ? send.fromSystemDevice() : send).request();
    }

    /** {@code {"data":{"message_id"}}} of v1 and v2, {@code {"message_id","reason"}} of v3, where only 1 is success. */
    private static Outcome read(UpstreamAnswer answer) {
        JsonObject body = answer.json().orElseGet(JsonObject::new);
        JsonObject data = body.getValue("data") instanceof JsonObject inner ? inner : body;
        if (body.getValue("reason") instanceof Integer reason && reason != 1) {
            return new Outcome.Failed("it answers reason " + reason);
        }
        return data.getValue("message_id") instanceof Long id && id > 0
                ? new Outcome.Sent(id)
                : new Outcome.Failed("its answer holds no message_id");
    }

    /** What the node said. */
    public sealed interface Outcome {

        /** It took it, and will call its webhook with it. */
        record Sent(long messageId) implements Outcome {}

        /**
         * It did not take it, or did not answer.
         *
         * @param reason a sentence
         */
        record Failed(String reason) implements Outcome {}
    }
}
