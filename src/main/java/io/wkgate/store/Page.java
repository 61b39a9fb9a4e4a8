package io.wkgate.store;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A part of a channel, in the order of (message_seq, message_id). Numbers may repeat and may be 0, so a place in a channel
 * is both: the next page begins at the last message's number, behind its id.
 *
 * @param seq where it begins, inclusive; none: at the oldest or the newest
 * @param time only messages whose id upstream made then or later (backward: then or earlier), to the millisecond
 * @param direction forward is ascending, backward descending
 * @param limit how many at most, 1 or more
 * @param behind of the messages with exactly the number seq, only those behind this id, in the direction; without seq it
 *     has no meaning
 */
public record Page(Optional<Long> seq, Optional<Instant> time, Direction direction, int limit, OptionalLong behind) {

    /** Which way a page goes on from where it begins. */
    public enum Direction {
        FORWARD,
        BACKWARD
    }

    public Page {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit);
        }
    }

    /** One that begins with the first message of its number. */
    public Page(Optional<Long> seq, Optional<Instant> time, Direction direction, int limit) {
        this(seq, time, direction, limit, OptionalLong.empty());
    }
}
