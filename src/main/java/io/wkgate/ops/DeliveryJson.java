package io.wkgate.ops;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.relay.DeliveryView;
import io.wkgate.relay.ShownRequest;
import java.nio.charset.StandardCharsets;

/** A delivery as operators get it. */
final class DeliveryJson {

    private DeliveryJson() {}

    static JsonObject of(DeliveryView delivery) {
        JsonObject json = new JsonObject()
                .put("id", Long.toString(delivery.id()))
                .put("webhook_id", delivery.webhookId())
                .put("destination", delivery.destination())
                .put("event", delivery.event())
                .put("source", delivery.source())
                .put("state", delivery.state())
                .put("received_at", delivery.receivedAt().toString())
                .put("due_at", delivery.dueAt().toString())
                .put("expires_at", delivery.expiresAt().toString())
                .put("attempts", delivery.attempts());
        delivery.request().ifPresent(request -> json.put("request", of(request)));
        JsonArray failures = new JsonArray();
        delivery.failures().forEach(failure -> failures.add(of(failure)));
        return json.put("failures", failures);
    }

    private static JsonObject of(ShownRequest request) {
        JsonObject headers = new JsonObject();
        request.headers().forEach(headers::put);
        return new JsonObject()
                .put("method", request.method())
                .put("url", request.url())
                .put("headers", headers)
                .put("body", text(request.body()))
                .put("body_base64", request.body().getBytes());
    }

    private static JsonObject of(DeliveryView.Failure failure) {
        return new JsonObject()
                .put("at", failure.at().toString())
                .put("outcome", failure.outcome())
                .put("status", failure.status())
                .put("took_ms", failure.tookMillis())
                .put("detail", failure.detail())
                .put("answer", text(failure.answer()));
    }

    /** What is no UTF-8 is replaced. */
    private static String text(Buffer bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
