package io.wkgate.compat;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The webhook of a {@link Bench}: keeps every request and answers it 200 at once, unless told otherwise. */
interface Inbox {

    /**
     * One request.
     *
     * @param nanos when it came, by {@link System#nanoTime()}
     */
    record Came(String event, String body, long nanos) {}

    /**
     * How one is answered.
     *
     * @param status or 0 to hang up without an answer; over gRPC 200 is Success and any other Error
     * @param after how long it is held before, by the clock on the wall
     */
    record Reaction(int status, Duration after) {}

    /** So far, in the order in which they came. */
    List<Came> came(String event);

    /** From now on. */
    void react(Function<Came, Reaction> reaction);

    /** Waits for one that fits; fails after a time in which it would have come. */
    Came await(String event, Predicate<Came> fits);
}
