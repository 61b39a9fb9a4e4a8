package io.wkgate.event;

import io.vertx.core.buffer.Buffer;

/** One element of a msg.notify's array, after reading. Its bytes are those that came. */
public sealed interface Entry {

    Buffer bytes();

    /** It is a message, a command or a transient. */
    record Accepted(Message message, Buffer bytes) implements Entry {}

    /**
     * It cannot be one, and becomes a dead letter.
     *
     * @param bytes what came; only its beginning where {@code size} is larger
     * @param size how many bytes came
     */
    record Refused(Refusal refusal, Buffer bytes, long size) implements Entry {}
}
