package io.wkgate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.store.embedded.ConnectionDetails;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 512 MiB of heap are enough at full load with bodies of 1 MiB: every one is acknowledged and stored. */
@Tag("benchmark")
class MemoryBenchmarkTest {

    private static final int MESSAGES = 100;
    private static final int CONNECTIONS = 16;

    /** With it an entry is 10 KiB on average and a body 1 MiB. */
    private static final int LONGEST_TEXT = 11_000;

    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M");

    private final BenchmarkOptions options = BenchmarkOptions.fromSystemProperties();

    @Test
    void bodiesOfOneMebibyteFitInto512MebibytesOfHeap() throws Exception {
        Path log = Files.createTempFile("wkgate-gc", ".log");
        List<String> javaOptions = new ArrayList<>(options.javaOptions());
        javaOptions.add("-Xlog:gc:file=" + log);
        javaOptions.add("-XX:+ExitOnOutOfMemoryError");
        List<SampleMessage> samples = SampleMessage.list(MESSAGES, LONGEST_TEXT);
        try (BenchmarkDatabase server = BenchmarkDatabase.start()) {
            ConnectionDetails database = server.create();
            try (BenchmarkGateway gateway =
                    BenchmarkGateway.start(database, System.getProperty("java.class.path"), javaOptions)) {
                Measurement measured = new Load(new SnowflakeIds(), MESSAGES, CONNECTIONS)
                        .run(messages -> gateway.open(samples), options.memory());
                assertThat(new MessageTable(database, "message").count())
                        .isEqualTo((long) measured.bodies() * MESSAGES);
                System.out.printf(
                        "%n%d bodies of %d KiB over %d connections in %d s, all acknowledged;"
                                + " heap at most %d MiB before and %d MiB after a collection, resident %d MiB,"
                                + " p50 %.0f ms, p99 %.0f ms%n",
                        measured.bodies(),
                        new NotifyBody("/", samples).with(1).length >> 10,
                        CONNECTIONS,
                        options.memory().toSeconds(),
                        largest(log, 1),
                        largest(log, 2),
                        gateway.peakResidentKib() >> 10,
                        measured.millis(0.5),
                        measured.millis(0.99));
            }
        } finally {
            Files.delete(log);
        }
    }

    private static int largest(Path log, int group) throws Exception {
        return Files.readAllLines(log).stream()
                .map(COLLECTION::matcher)
                .filter(Matcher::find)
                .mapToInt(collection -> Integer.parseInt(collection.group(group)))
                .max()
                .orElse(0);
    }
}
