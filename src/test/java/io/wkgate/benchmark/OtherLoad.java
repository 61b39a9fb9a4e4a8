package io.wkgate.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** How much processor time others take from this machine while something is measured. Known only on Linux. */
final class OtherLoad {

    private static final Path STATISTICS = Path.of("/proc/stat");
    private static final int IDLE = 4;
    private static final int WAITING = 5;
    private static final int STOLEN = 8;
    private static final long TICKS_PER_SECOND = 100;

    private final long begin = System.nanoTime();
    private final double secondsAtBegin = seconds();

    /** In processors, since this was made: 0.5 is half of one. */
    double processors() {
        double elapsed = (System.nanoTime() - begin) / 1e9;
        return Math.max(0, (seconds() - secondsAtBegin) / elapsed);
    }

    private static double seconds() {
        if (!Files.isReadable(STATISTICS)) {
            return 0;
        }
        return busyTicks() / (double) TICKS_PER_SECOND - ours().toNanos() / 1e9;
    }

    private static long busyTicks() {
        try {
            String[] fields = Files.readAllLines(STATISTICS).get(0).split(" +");
            long busy = 0;
            for (int i = 1; i <= STOLEN; i++) {
                busy += i == IDLE || i == WAITING ? 0 : Long.parseLong(fields[i]);
            }
            return busy;
        } catch (IOException e) {
            return 0;
        }
    }

    /** This process, and the gateway and the database, which it has started. */
    private static Duration ours() {
        ProcessHandle self = ProcessHandle.current();
        return Stream.concat(Stream.of(self), self.descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
