package io.wkgate.gap;

import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import io.wkgate.store.Arrival;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers of a channel as an arrival tells them. */
final class Numbers {

    private static final long SNOWFLAKE_EPOCH_MILLIS = 1_288_834_974_657L;

    private Numbers() {}

    /** Some of a channel; the last one's message was made then. */
    static Arrival.Numbers of(ChannelKey channel, Instant made, long... numbers) {
        return new Arrival.Numbers(channel, runs(numbers), id(made));
    }

    static long id(Instant made) {
        return (made.toEpochMilli() - SNOWFLAKE_EPOCH_MILLIS) << 22;
    }

    static List<SeqRun> runs(long... numbers) {
        long[] sorted = Arrays.stream(numbers).sorted().distinct().toArray();
        List<SeqRun> runs = new ArrayList<>();
        long first = sorted[0];
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] > sorted[i - 1] + 1) {
                runs.add(new SeqRun(first, sorted[i - 1]));
                first = sorted[i];
            }
        }
        runs.add(new SeqRun(first, sorted[sorted.length - 1]));
        return runs;
    }
}
