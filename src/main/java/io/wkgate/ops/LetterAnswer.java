package io.wkgate.ops;

import io.vertx.core.json.JsonObject;

/** What came of a change to a dead letter. */
sealed interface LetterAnswer {

    /**
     * It is done, and is no dead letter any more.
     *
     * @param result what became of it
     */
    record Done(JsonObject result) implements LetterAnswer {}

    /**
     * It stays.
     *
     * @param reason why, in a sentence
     */
    record Refused(String reason) implements LetterAnswer {}

    /** There is no such dead letter, or not any more. */
    record Gone() implements LetterAnswer {}
}
