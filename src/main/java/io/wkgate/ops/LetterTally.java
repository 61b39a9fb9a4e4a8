package io.wkgate.ops;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What one call for many dead letters came to. For one thread at a time. */
final class LetterTally {

    private final JsonArray refusals = new JsonArray();
    private int done;
    private String next = "";

    /** What somebody else took away meanwhile counts as nothing. */
    LetterTally count(long id, LetterAnswer answer) {
        if (answer instanceof LetterAnswer.Done) {
            done++;
        } else if (answer instanceof LetterAnswer.Refused refused) {
            refusals.add(new JsonObject().put("id", Long.toString(id)).put("reason", refused.reason()));
        }
        return this;
    }

    /** There are more. */
    void goOn(String query) {
        next = query;
    }

    JsonObject json() {
        return new JsonObject()
                .put("done", done)
                .put("refused", refusals.size())
                .put("refusals", refusals)
                .put("more", !next.isEmpty())
                .put("next", next);
    }
}
