package io.wkgate.relay;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.Refusal;
import io.wkgate.store.DeadLetters;
import io.wkgate.store.NewDeadLetter;
import io.wkgate.store.Statement;

/** A delivery that was given up, among the dead letters. Its bytes name it, so that replaying it sends it again. */
final class DeliveryDeadLetter {

    private DeliveryDeadLetter() {}

    static Statement insert(long deliveryId, String webhookId, String event, String destination, String reason) {
        return DeadLetters.insert(letter(deliveryId, webhookId, event, destination, reason));
    }

    static Statement delete(long deliveryId, String webhookId, String event, String destination) {
        return DeadLetters.delete(letter(deliveryId, webhookId, event, destination, ""));
    }

    private static NewDeadLetter letter(
            long deliveryId, String webhookId, String event, String destination, String reason) {
        Buffer bytes = new JsonObject()
                .put("delivery_id", Long.toString(deliveryId))
                .put("webhook_id", webhookId)
                .put("destination", destination)
                .toBuffer();
        return new NewDeadLetter(
                NewDeadLetter.Kind.DELIVERY,
                event,
                NewDeadLetter.Part.ENTRY,
                new Refusal(destination, reason),
                bytes,
                bytes.length());
    }
}
