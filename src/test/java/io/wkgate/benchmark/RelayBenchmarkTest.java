package io.wkgate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.benchmark.BenchmarkOptions.Cell;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What relaying costs intake: messages per second without a destination, with one, with three, and with a dead one for
 * which a million deliveries wait, each a gateway of its own on a database of its own, all in one run. It fails only if
 * something is not delivered; how fast is fast enough is said in docs/benchmarks.md.
 */
@Tag("benchmark")
class RelayBenchmarkTest {

    private static final int LONGEST_TEXT = 160;
    private static final int WAITING = Integer.getInteger("benchmark.waiting", 1_000_000);
    private static final List<Cell> CELLS = List.of(new Cell(100, 16), new Cell(1, 16));
    private static final String HEAD = """

            | messages a body | connections | destinations | msg/s | ratio to none | p50 ms | p99 ms \
            | delivered in the turn | the rest took s | twice | processor ms a body: gateway + database + load \
            | with the rest |
            |---:|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """;

    private final BenchmarkOptions options = BenchmarkOptions.fromSystemProperties();
    private final List<SampleMessage> samples = SampleMessage.list(100, LONGEST_TEXT);

    @Test
    void printTheTable() throws Exception {
        try (BenchmarkDatabase server = BenchmarkDatabase.start();
                RelayVariant none = start(server, "none", 0, 0);
                RelayVariant one = start(server, "one", 1, 0);
                RelayVariant three = start(server, "three", 3, 0);
                RelayVariant dead = start(server, "one, and a dead one", 1, WAITING)) {
            List<RelayVariant> variants = List.of(none, one, three, dead);
            Contest contest =
                    new Contest(variants.stream().map(RelayVariant::contender).toList(), options);
            contest.warmUp();
            System.out.print(HEAD);
            for (Cell cell : cells()) {
                variants.forEach(RelayVariant::forgetTurns);
                contest.run(cell);
                variants.forEach(variant -> System.out.println(line(cell, variant, none)));
            }
            System.out.printf(
                    "%nEach speed: the median of %d turns of %d s (the slowest to the fastest);"
                            + " each ratio: the median of the rounds."
                            + " For the dead one %d deliveries wait. Others took at most %.1f processors of %d"
                            + " during a turn.%n",
                    options.rounds(),
                    options.turn().toSeconds(),
                    WAITING,
                    contest.othersAtMost(),
                    Runtime.getRuntime().availableProcessors());
            assertThat(variants)
                    .allSatisfy(variant -> assertThat(variant.duplicates())
                            .as(variant.name() + ": delivered twice though nothing failed")
                            .isZero());
        }
    }

    private RelayVariant start(BenchmarkDatabase server, String name, int healthy, int waiting) throws Exception {
        return RelayVariant.start(name, server, options, samples, healthy, waiting);
    }

    /** Those two, unless others are asked for. */
    private List<Cell> cells() {
        return System.getProperty("benchmark.cell", "").isEmpty() ? CELLS : options.cells();
    }

    private static String line(Cell cell, RelayVariant variant, RelayVariant none) {
        Contender contender = variant.contender();
        Measurement median = contender.median();
        return "| %d | %d | %s | %.0f (%.0f–%.0f) | %.2f | %.2f | %.2f | %.0f %% | %.1f | %d | %s | %s |"
                .formatted(
                        cell.messages(),
                        cell.connections(),
                        variant.name(),
                        median.messagesPerSecond(),
                        contender.slowest(),
                        contender.fastest(),
                        contender.ratioTo(none.contender()),
                        median.millis(0.5),
                        median.millis(0.99),
                        100 * variant.deliveredInTurn(),
                        variant.secondsAfterTurn(),
                        variant.duplicates(),
                        variant.costInTurns(),
                        variant.costInAll());
    }
}
