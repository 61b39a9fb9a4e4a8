package io.wkgate.ops;

import io.vertx.core.json.JsonObject;
import io.wkgate.store.DeadLetter;
import java.util.Locale;

/** A dead letter as operators get it, without its bytes. */
final class DeadLetterJson {

    private DeadLetterJson() {}

    static JsonObject of(DeadLetter letter) {
        return new JsonObject()
                .put("id", Long.toString(letter.id()))
                .put("kind", letter.kind())
                .put("part", letter.part().name().toLowerCase(Locale.ROOT))
                .put("event", letter.event())
                .put("field", letter.field())
                .put("reason", letter.reason())
                .put("size", letter.size())
                .put("cut", letter.cut())
                .put("seen", letter.seen())
                .put("first_seen_at", letter.firstSeenAt().toString())
                .put("last_seen_at", letter.lastSeenAt().toString());
    }
}
