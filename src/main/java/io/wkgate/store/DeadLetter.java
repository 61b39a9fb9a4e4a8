package io.wkgate.store;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/**
 * What was set aside and waits for a person.
 *
 * @param bytes what is kept of it; empty where a list was asked for
 * @param kept how many bytes are kept
 * @param size how many bytes came
 * @param seen how often it came
 */
public record DeadLetter(
        long id,
        String kind,
        NewDeadLetter.Part part,
        String event,
        String field,
        String reason,
        Buffer bytes,
        long kept,
        long size,
        long seen,
        Instant firstSeenAt,
        Instant lastSeenAt) {

    DeadLetter withBytes(Buffer whole) {
        return new DeadLetter(id, kind, part, event, field, reason, whole, kept, size, seen, firstSeenAt, lastSeenAt);
    }

    /** Whether only the beginning of it is kept; then it cannot be replayed. */
    public boolean cut() {
        return kept < size;
    }
}
