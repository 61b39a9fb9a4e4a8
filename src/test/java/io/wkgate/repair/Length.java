package io.wkgate.repair;

import java.time.Duration;

/**
 * How long an outage and what is around it takes.
 *
 * @param messages how many upstream's log gets at least, from before the outage to behind it; more are sent, for not all are kept
 * @param patience how long it may take until nothing is missing any more
 */
record Length(Duration outage, int messagesPerSecond, int messages, Duration patience) {

    /** A tenth, as upstream's and wkgate's times are then. */
    static final Length SHORT = new Length(Duration.ofSeconds(9), 60, 600, Duration.ofSeconds(60));

    /** Without repair, so that nobody need wait for it. */
    static final Length UNREPAIRED = new Length(Duration.ofSeconds(5), 60, 430, Duration.ofSeconds(3));

    static final Length SHORTER = new Length(Duration.ofSeconds(5), 60, 430, Duration.ofSeconds(60));

    static final Length SHORT_AND_REAL = new Length(Duration.ofSeconds(9), 60, 1040, Duration.ofSeconds(60));

    static final Length UNREPAIRED_AND_REAL = new Length(Duration.ofSeconds(9), 60, 1040, Duration.ofSeconds(5));

    /** What is promised: 90 s, and at least 20,000 messages. */
    static final Length FULL = new Length(Duration.ofSeconds(90), 165, 20_000, Duration.ofMinutes(10));
}
