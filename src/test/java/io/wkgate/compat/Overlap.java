package io.wkgate.compat;

import io.wkgate.compat.Inbox.Came;
import java.time.Duration;
import java.util.List;

/** Requests that were open at the same time. */
final class Overlap {
    private Overlap() {}

    /** The most of them, when each was held for so long. */
    static int most(List<Came> came, Duration held) {
        return came.stream()
                .mapToInt(one -> (int) came.stream()
                        .filter(other -> other.nanos() <= one.nanos() && one.nanos() < other.nanos() + held.toNanos())
                        .count())
                .max()
                .orElse(0);
    }
}
