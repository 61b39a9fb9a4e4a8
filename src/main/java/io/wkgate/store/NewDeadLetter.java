package io.wkgate.store;

import io.vertx.core.buffer.Buffer;
import io.wkgate.event.Refusal;

/**
 * What is about to be set aside.
 *
 * @param event the wire name of the event that brought it
 * @param bytes what came, perhaps only its beginning
 * @param size how many bytes came
 */
public record NewDeadLetter(String event, Part part, Refusal refusal, Buffer bytes, long size) {

    /** Whether the bytes are one entry or a body that could not be cut into entries. */
    public enum Part {
        ENTRY,
        BODY
    }

    NewDeadLetter cutTo(int limit) {
        return bytes.length() <= limit ? this : new NewDeadLetter(event, part, refusal, bytes.slice(0, limit), size);
    }
}
