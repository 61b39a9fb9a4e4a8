package io.wkgate.benchmark;

import io.wkgate.benchmark.BenchmarkOptions.Cell;
import io.wkgate.benchmark.FindingVariant.Turn;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What finding gaps costs intake: messages per second with it off and on, each a gateway of its own on a database of its
 * own, in turns in one run, with many channels and one or two messages of each in a body. It fails only if something is
 * lost; how fast is fast enough is said in docs/benchmarks.md.
 */
@Tag("benchmark")
class FindingBenchmarkTest {

    private static final int LONGEST_TEXT = 160;
    private static final int CHANNELS = Integer.getInteger("benchmark.channels", 10_000);
    /** Short, so that the finder's work falls into the turn whose messages it is about. */
    private static final Duration GRACE = Duration.ofSeconds(Integer.getInteger("benchmark.grace", 1));

    private static final List<Cell> CELLS = List.of(new Cell(100, 16), new Cell(100, 1));
    private static final String HEAD = """

            | messages a body | connections | finding | msg/s | ratio to off | p50 ms | p99 ms | gateway CPU ms a body \
            | database CPU ms a body | oldest arrival s | the rest took s |
            |---:|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    private final BenchmarkOptions options = BenchmarkOptions.fromSystemProperties();
    private final List<SampleMessage> samples = ManyChannels.samples(100, LONGEST_TEXT);

    @Test
    void printTheTable() throws Exception {
        try (BenchmarkDatabase server = BenchmarkDatabase.start();
                FindingVariant off = FindingVariant.start(server, options, samples, CHANNELS, false, GRACE);
                FindingVariant on = FindingVariant.start(server, options, samples, CHANNELS, true, GRACE)) {
            List<FindingVariant> variants = List.of(off, on);
            Contest contest =
                    new Contest(variants.stream().map(FindingVariant::contender).toList(), options);
            contest.warmUp();
            System.out.print(HEAD);
            for (Cell cell : cells()) {
                contest.run(cell);
                variants.forEach(variant -> System.out.println(line(cell, variant, off)));
            }
            System.out.printf(
                    "%nEach speed: the median of %d turns of %d s (the slowest to the fastest); the ratio: the median of"
                            + " the rounds; the rest of a line is of the median turn. %d channels, gap.grace %d s; at the"
                            + " end of a turn the oldest arrival was at most %.1f s old; %d gaps are open, and none should"
                            + " be. A rest of -1: nobody took up the arrivals. Others took at most %.1f processors of %d"
                            + " during a turn.%n",
                    options.rounds(),
                    options.turn().toSeconds(),
                    CHANNELS,
                    GRACE.toSeconds(),
                    on.oldestSecondsAtMost(),
                    on.openGaps(),
                    contest.othersAtMost(),
                    Runtime.getRuntime().availableProcessors());
        }
    }

    /** Those two, unless others are asked for. */
    private List<Cell> cells() {
        return System.getProperty("benchmark.cell", "").isEmpty() ? CELLS : options.cells();
    }

    private static String line(Cell cell, FindingVariant variant, FindingVariant off) {
        Contender contender = variant.contender();
        Measurement median = contender.median();
        Turn turn = variant.median();
        return "| %d | %d | %s | %.0f (%.0f–%.0f) | %.2f | %.2f | %.2f | %.2f | %.2f | %.1f | %.1f |"
                .formatted(
                        cell.messages(),
                        cell.connections(),
                        variant.name(),
                        median.messagesPerSecond(),
                        contender.slowest(),
                        contender.fastest(),
                        contender.ratioTo(off.contender()),
                        median.millis(0.5),
                        median.millis(0.99),
                        turn.gateway().toNanos() / 1e6 / median.bodies(),
                        turn.server().toNanos() / 1e6 / median.bodies(),
                        turn.oldestSeconds(),
                        turn.restSeconds());
    }
}
