package io.wkgate.benchmark;

import io.wkgate.benchmark.BenchmarkOptions.Cell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** One way of getting messages into a table, and what it came to in the cell that is measured. */
final class Contender {

    private final String name;
    private final MessageTable table;
    private final BodyWriter.Factory writers;
    private final AfterTurn afterTurn;
    private final List<Measurement> turns = new ArrayList<>();

    /** What a contender has to finish before the next one has its turn. */
    interface AfterTurn {

        /** The turn begins now. */
        default void begin() {}

        void finish(Measurement turn) throws Exception;
    }

    Contender(String name, MessageTable table, BodyWriter.Factory writers) {
        this(name, table, writers, turn -> {});
    }

    Contender(String name, MessageTable table, BodyWriter.Factory writers, AfterTurn afterTurn) {
        this.name = name;
        this.table = table;
        this.writers = writers;
        this.afterTurn = afterTurn;
    }

    /** One turn, which begins with an empty table. */
    void turn(SnowflakeIds ids, Cell cell, Duration duration) throws Exception {
        table.empty();
        afterTurn.begin();
        Measurement measured = new Load(ids, cell.messages(), cell.connections()).run(writers, duration);
        long rows = table.count();
        long acknowledged = (long) measured.bodies() * cell.messages();
        if (rows != acknowledged) {
            throw new AssertionError(name + " acknowledged " + acknowledged + " messages and stored " + rows);
        }
        afterTurn.finish(measured);
        turns.add(measured);
    }

    void forgetLastTurn() {
        turns.remove(turns.size() - 1);
    }

    void forgetTurns() {
        turns.clear();
    }

    String name() {
        return name;
    }

    /** The turn in the middle, by messages per second. */
    Measurement median() {
        return sorted().get(turns.size() / 2);
    }

    /** How many times as fast it is: the median over the rounds, for both had the same disturbances in a round. */
    double ratioTo(Contender other) {
        return IntStream.range(0, turns.size())
                .mapToDouble(round -> turns.get(round).messagesPerSecond()
                        / other.turns.get(round).messagesPerSecond())
                .sorted()
                .skip(turns.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    double slowest() {
        return sorted().get(0).messagesPerSecond();
    }

    double fastest() {
        return sorted().get(turns.size() - 1).messagesPerSecond();
    }

    private List<Measurement> sorted() {
        return turns.stream()
                .sorted(Comparator.comparingDouble(Measurement::messagesPerSecond))
                .toList();
    }
}
