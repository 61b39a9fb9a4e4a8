package io.wkgate.benchmark;

import java.time.Duration;

/**
 * What a gateway, the database and this process, which makes the load and takes what is delivered, have spent of the
 * processors.
 */
record ProcessorTime(Duration gateway, Duration database, Duration load) {

    static final ProcessorTime NONE = new ProcessorTime(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    static ProcessorTime now(ProcessHandle gateway, ProcessHandle database) {
        return new ProcessorTime(of(gateway), of(database), of(ProcessHandle.current()));
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
