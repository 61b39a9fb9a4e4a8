package io.wkgate.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a gateway, the database and this process, which makes the load and takes what is delivered, have spent of the
 * processors. Of the gateway, where that is known, without the threads that compile it: a busy machine keeps them at it long
 * after any warm-up.
 */
record ProcessorTime(Duration gateway, Duration database, Duration load) {

    private static final long MILLIS_OF_A_TICK = 10;

    static final ProcessorTime NONE = new ProcessorTime(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    static ProcessorTime now(ProcessHandle gateway, ProcessHandle database) {
        return new ProcessorTime(withoutCompilers(gateway), of(database), of(ProcessHandle.current()));
    }

    private static Duration withoutCompilers(ProcessHandle process) {
        Path tasks = Path.of("/proc", String.valueOf(process.pid()), "task");
        if (!Files.isDirectory(tasks)) {
            return of(process);
        }
        try (Stream<Path> threads = Files.list(tasks)) {
            return Duration.ofMillis(threads.mapToLong(ProcessorTime::ticks).sum() * MILLIS_OF_A_TICK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long ticks(Path thread) {
        try {
            String line = Files.readString(thread.resolve("stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return line.contains("CompilerThre") ? 0 : Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        } catch (IOException e) {
            // It has ended.
            return 0;
        }
    }

    private static Duration of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    ProcessorTime since(ProcessorTime before) {
        return new ProcessorTime(
                gateway.minus(before.gateway), database.minus(before.database), load.minus(before.load));
    }

    ProcessorTime plus(ProcessorTime more) {
        return new ProcessorTime(gateway.plus(more.gateway), database.plus(more.database), load.plus(more.load));
    }

    /** Such as {@code 1.20 + 0.80 + 0.40}, in milliseconds for each of so many. */
    String millisEach(long count) {
        return "%.2f + %.2f + %.2f".formatted(millis(gateway, count), millis(database, count), millis(load, count));
    }

    private static double millis(Duration time, long count) {
        return time.toNanos() / 1e6 / Math.max(1, count);
    }
}
