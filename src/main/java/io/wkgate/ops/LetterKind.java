package io.wkgate.ops;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.wkgate.store.DeadLetter;

/** What can be done with the dead letters of one kind. Every future fails if the database does not answer. */
interface LetterKind {

    /** Tries what gave up once more. */
    Future<LetterAnswer> replay(DeadLetter letter);

    /** Deletes it for good. */
    Future<LetterAnswer> drop(DeadLetter letter);

    /** What is shown of one beside what all dead letters have; nothing, unless the kind says more. */
    default Future<JsonObject> details(DeadLetter letter) {
        return Future.succeededFuture(new JsonObject());
    }
}
