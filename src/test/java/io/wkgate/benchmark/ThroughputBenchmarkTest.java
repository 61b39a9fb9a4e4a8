package io.wkgate.benchmark;

import io.wkgate.benchmark.BenchmarkOptions.Cell;
import io.wkgate.store.embedded.ConnectionDetails;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Messages per second of the gateway, of the limit (one multi-row insert and one commit a body) and row by row in one
 * transaction a body, on one database. It fails only if something is lost; how fast is fast enough is said in
 * docs/benchmarks.md.
 */
@Tag("benchmark")
class ThroughputBenchmarkTest {

    private static final int LONGEST_TEXT = 160;
    private static final String HEAD = """

            | messages a body | connections | wkgate msg/s | (a) limit msg/s | (b) row by row msg/s | ratio to (a) \
            | ratio to (b) | p50 ms | p99 ms |
            |---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    private final BenchmarkOptions options = BenchmarkOptions.fromSystemProperties();
    private final List<SampleMessage> samples = SampleMessage.list(100, LONGEST_TEXT);

    @Test
    void printTheTable() throws Exception {
        try (BenchmarkDatabase server = BenchmarkDatabase.start()) {
            ConnectionDetails database = server.create();
            try (BenchmarkGateway gateway =
                    BenchmarkGateway.start(database, System.getProperty("java.class.path"), options.javaOptions())) {
                MessageTable ofLimit = MessageTable.like(database, "message_limit");
                MessageTable ofRows = MessageTable.like(database, "message_rows");
                Contender wkgate = new Contender(
                        "wkgate", new MessageTable(database, "message"), count -> gateway.open(first(count)));
                Contender limit = new Contender("limit", ofLimit, count -> ofLimit.limit(first(count)));
                Contender rows = new Contender("row by row", ofRows, count -> ofRows.rowByRow(first(count)));
                Contest contest = new Contest(List.of(wkgate, limit, rows), options);
                contest.warmUp();
                System.out.print(HEAD);
                for (Cell cell : options.cells()) {
                    contest.run(cell);
                    System.out.println(line(cell, wkgate, limit, rows));
                }
                System.out.printf(
                        "%nEach speed: the median of %d turns of %d s (the slowest to the fastest);"
                                + " each ratio: the median of the rounds."
                                + " Others took at most %.1f processors of %d during a turn.%n",
                        options.rounds(),
                        options.turn().toSeconds(),
                        contest.othersAtMost(),
                        Runtime.getRuntime().availableProcessors());
            }
        }
    }

    private List<SampleMessage> first(int count) {
        return samples.subList(0, count);
    }

    private static String line(Cell cell, Contender wkgate, Contender limit, Contender rows) {
        Measurement median = wkgate.median();
        return "| %d | %d | %s | %s | %s | %.2f | %.1f | %.2f | %.2f |"
                .formatted(
                        cell.messages(),
                        cell.connections(),
                        speed(wkgate),
                        speed(limit),
                        speed(rows),
                        wkgate.ratioTo(limit),
                        wkgate.ratioTo(rows),
                        median.millis(0.5),
                        median.millis(0.99));
    }

    private static String speed(Contender contender) {
        return "%.0f (%.0f–%.0f)"
                .formatted(contender.median().messagesPerSecond(), contender.slowest(), contender.fastest());
    }
}
