package io.wkgate.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What a proxy does wrong now. Set by a test's thread, read by event loops. */
final class ProxyFaults {
    private final AtomicInteger commitAnswersToDrop = new AtomicInteger();
    private volatile boolean refuse;
    private volatile boolean hang;
    private volatile Duration delay = Duration.ZERO;

    void refuse(boolean on) {
        refuse = on;
    }

    boolean refuses() {
        return refuse;
    }

    void hang(boolean on) {
        hang = on;
    }

    boolean hangs() {
        return hang;
    }

    void delay(Duration duration) {
        delay = duration;
    }

    Duration delay() {
        return delay;
    }

    void dropCommitAnswers(int count) {
        commitAnswersToDrop.set(count);
    }

    /** Whether the answer to a COMMIT that was just seen is to be dropped; counts it as done. */
    boolean takeCommitAnswerToDrop() {
        return commitAnswersToDrop.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }
}
