package io.wkgate.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** So many connections that each write one body after the other. */
record Load(SnowflakeIds ids, int messages, int connections) {

    /** Runs for that long; whatever is not committed fails it. */
    Measurement run(BodyWriter.Factory factory, Duration duration) throws Exception {
        List<BodyWriter> writers = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Callable<Measurement>> senders = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                BodyWriter writer = factory.open(messages);
                writers.add(writer);
                senders.add(() -> send(writer, duration));
            }
            Measurement all = new Measurement(messages, duration);
            for (Future<Measurement> sender : threads.invokeAll(senders)) {
                all.add(sender.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
            for (BodyWriter writer : writers) {
                writer.close();
            }
        }
    }

    private Measurement send(BodyWriter writer, Duration duration) throws Exception {
        Measurement measured = new Measurement(messages, duration);
        long now = System.nanoTime();
        long end = now + duration.toNanos();
        while (now < end) {
            long begin = now;
            writer.write(ids.take(messages));
            now = System.nanoTime();
            measured.add(now - begin);
        }
        return measured;
    }
}
