package io.wkgate.repair;

import java.time.Duration;

/**
 * How long an outage and what is around it takes.
 *
 * @param messages how many messages are sent at least, from before the outage to behind it
 * @param patience how long it may take until nothing is missing any more
 */
record Length(Duration outage, int messagesPerSecond, int messages, Duration patience) {

    /** A tenth, as upstream's and wkgate's times are then. */
    static final Length SHORT = new Length(Duration.ofSeconds(9), 60, 700, Duration.ofSeconds(60));

    /** Without repair, so that nobody need wait for it. */
    static final Length UNREPAIRED = new Length(Duration.ofSeconds(5), 60, 500, Duration.ofSeconds(3));

    static final Length SHORTER = new Length(Duration.ofSeconds(5), 60, 500, Duration.ofSeconds(60));

    static final Length SHORT_AND_REAL = new Length(Duration.ofSeconds(9), 60, 1200, Duration.ofSeconds(60));

    static final Length UNREPAIRED_AND_REAL = new Length(Duration.ofSeconds(9), 60, 1200, Duration.ofSeconds(5));

    /** What is promised: 90 s, and more than 20,000 messages in upstream's log: one of nine that are sent is not kept there. */
    static final Length FULL = new Length(Duration.ofSeconds(90), 165, 23_000, Duration.ofMinutes(10));
}
