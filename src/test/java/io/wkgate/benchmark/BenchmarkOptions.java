package io.wkgate.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long and what to measure, from system properties.
 *
 * @param rounds {@code benchmark.rounds}: how often each contender has its turn in a cell
 * @param turn {@code benchmark.seconds}: how long a turn is
 * @param warmUp {@code benchmark.warm-up}: how many seconds each contender runs before the first turn
 * @param cells {@code benchmark.cell}: only these, such as {@code 100x1,100x16}: messages a body x connections
 * @param memory {@code benchmark.memory-seconds}: how long the memory test loads the gateway
 * @param javaOptions {@code benchmark.java-options}: further options of the gateway's JVM
 */
record BenchmarkOptions(
        int rounds, Duration turn, Duration warmUp, List<Cell> cells, Duration memory, List<String> javaOptions) {

    private static final int[] MESSAGES = {1, 10, 100};
    private static final int[] CONNECTIONS = {1, 4, 16};

    /** So many messages a body over so many connections. */
    record Cell(int messages, int connections) {

        @Override
        public String toString() {
            return messages + "x" + connections;
        }
    }

    static BenchmarkOptions fromSystemProperties() {
        String cell = System.getProperty("benchmark.cell", "");
        String options = System.getProperty("benchmark.java-options", "");
        return new BenchmarkOptions(
                Integer.getInteger("benchmark.rounds", 5),
                seconds("benchmark.seconds", 3),
                seconds("benchmark.warm-up", 10),
                allCells().stream()
                        .filter(each ->
                                cell.isEmpty() || List.of(cell.split(",")).contains(each.toString()))
                        .toList(),
                seconds("benchmark.memory-seconds", 60),
                options.isEmpty() ? List.of() : List.of(options.split(" ")));
    }

    private static Duration seconds(String property, int otherwise) {
        return Duration.ofSeconds(Integer.getInteger(property, otherwise));
    }

    private static List<Cell> allCells() {
        List<Cell> cells = new ArrayList<>();
        for (int messages : MESSAGES) {
            for (int connections : CONNECTIONS) {
                cells.add(new Cell(messages, connections));
            }
        }
        return cells;
    }
}
