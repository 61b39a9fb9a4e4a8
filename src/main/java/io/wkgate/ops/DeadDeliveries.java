package io.wkgate.ops;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.wkgate.relay.RelayDesk;
import io.wkgate.store.DeadLetter;
import io.wkgate.store.DeadLetters;

/** Dead letters of deliveries: a replay makes the delivery due at once, and a dropped one is deleted with its delivery. */
final class DeadDeliveries implements LetterKind {

    private final DeadLetters letters;
    private final RelayDesk desk;

    DeadDeliveries(DeadLetters letters, RelayDesk desk) {
        this.letters = letters;
        this.desk = desk;
    }

    @Override
    public Future<LetterAnswer> replay(DeadLetter letter) {
        long delivery = deliveryId(letter);
        return desk.replay(delivery)
                .map(done -> done
                        ? new LetterAnswer.Done(
                                new JsonObject().put("state", "waiting").put("delivery_id", Long.toString(delivery)))
                        : new LetterAnswer.Refused("there is no such dead delivery any more"));
    }

    @Override
    public Future<LetterAnswer> drop(DeadLetter letter) {
        // Where the delivery is not there, only the letter is left to be taken away.
        return desk.drop(deliveryId(letter))
                .compose(done -> done
                        ? Future.succeededFuture(new LetterAnswer.Done(new JsonObject()))
                        : LetterKinds.discard(letters, letter));
    }

    @Override
    public Future<JsonObject> details(DeadLetter letter) {
        return desk.find(deliveryId(letter))
                .map(found -> found.map(delivery -> new JsonObject().put("delivery", DeliveryJson.of(delivery)))
                        .orElseGet(JsonObject::new));
    }

    private static long deliveryId(DeadLetter letter) {
        return LetterKinds.named(letter, "delivery_id");
    }
}
