package io.wkgate.benchmark;

import io.wkgate.benchmark.BenchmarkOptions.Cell;
import java.time.Duration;
import java.util.List;

/** Lets contenders take turns, so that whatever else the machine does meets each of them. */
final class Contest {

    /** More of the machine than this is not left to others during a turn, or it is taken again. */
    private static final double DISTURBED = 0.3;

    private static final int TRIES = 3;
    private static final Cell WARM_UP = new Cell(100, 16);
    private static final Duration FIRST = Duration.ofMillis(500);

    private final SnowflakeIds ids = new SnowflakeIds();
    private final List<Contender> contenders;
    private final BenchmarkOptions options;
    private double othersAtMost;

    Contest(List<Contender> contenders, BenchmarkOptions options) {
        this.contenders = contenders;
        this.options = options;
    }

    void warmUp() throws Exception {
        for (Contender contender : contenders) {
            contender.turn(ids, WARM_UP, options.warmUp());
        }
    }

    /** Leaves the contenders with their turns in this cell. */
    void run(Cell cell) throws Exception {
        for (Contender contender : contenders) {
            contender.turn(ids, cell, FIRST);
            contender.forgetTurns();
        }
        for (int round = 0; round < options.rounds(); round++) {
            for (Contender contender : contenders) {
                undisturbedTurn(contender, cell);
            }
        }
    }

    private void undisturbedTurn(Contender contender, Cell cell) throws Exception {
        for (int tried = 1; ; tried++) {
            OtherLoad others = new OtherLoad();
            contender.turn(ids, cell, options.turn());
            double processors = others.processors();
            if (processors <= DISTURBED || tried == TRIES) {
                othersAtMost = Math.max(othersAtMost, processors);
                return;
            }
            contender.forgetLastTurn();
        }
    }

    /** The most that others took of the machine during a turn that counts, in processors. */
    double othersAtMost() {
        return othersAtMost;
    }
}
