package io.wkgate.benchmark;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A gateway that looks for missing numbers, or does not. */
final class FindingVariant implements AutoCloseable {

    /** As long as the finder may take for what a turn left. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(120);

    private static final long POLL_MILLIS = 50;

    private final String name;
    private final ConnectionDetails database;
    private final ProcessHandle server;
    private final BenchmarkGateway gateway;
    private final Contender contender;
    private final Map<Measurement, Turn> turns = new HashMap<>();
    private Duration gatewayBefore = Duration.ZERO;
    private Duration serverBefore = Duration.ZERO;

    /**
     * What a turn cost.
     *
     * @param gateway processor time of the gateway while the load ran
     * @param server processor time of the database meanwhile
     * @param oldestSeconds the age of the oldest arrival when the load ended; 0 if there was none
     * @param restSeconds how long the finder took for the rest; negative if nobody took it up
     */
    record Turn(Duration gateway, Duration server, double oldestSeconds, double restSeconds) {}

    private FindingVariant(
            String name,
            ConnectionDetails database,
            ProcessHandle server,
            BenchmarkGateway gateway,
            List<SampleMessage> samples,
            ManyChannels channels) {
        this.name = name;
        this.database = database;
        this.server = server;
        this.gateway = gateway;
        this.contender = new Contender(
                name,
                new MessageTable(database, "message"),
                count -> gateway.open(samples.subList(0, count), channels),
                new Contender.AroundTurn() {
                    @Override
                    public void begin() {
                        gatewayBefore = processorTime(gateway.handle());
                        serverBefore = processorTime(server);
                    }

                    @Override
                    public void finish(Measurement turn) throws Exception {
                        finished(turn);
                    }
                });
    }

    static FindingVariant start(
            BenchmarkDatabase server,
            BenchmarkOptions options,
            List<SampleMessage> samples,
            int channels,
            boolean find,
            Duration grace)
            throws Exception {
        ConnectionDetails database = server.create();
        BenchmarkGateway gateway = BenchmarkGateway.start(
                database,
                System.getProperty("java.class.path"),
                options.javaOptions(),
                Map.of("WKGATE_GAP_FIND", String.valueOf(find), "WKGATE_GAP_GRACE", grace.toSeconds() + "s"));
        return new FindingVariant(
                find ? "on" : "off", database, server.process(), gateway, samples, new ManyChannels(channels));
    }

    private void finished(Measurement turn) throws Exception {
        Duration ofGateway = processorTime(gateway.handle()).minus(gatewayBefore);
        Duration ofServer = processorTime(server).minus(serverBefore);
        double oldest = oldestSeconds();
        turns.put(turn, new Turn(ofGateway, ofServer, oldest, rest()));
    }

    private static Duration processorTime(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private double oldestSeconds() throws Exception {
        return Sql.number(
                        database,
                        "SELECT COALESCE((SELECT TIMESTAMPDIFF(MICROSECOND, at, UTC_TIMESTAMP(3)) FROM wkgate_arrival"
                                + " ORDER BY id LIMIT 1), 0)")
                / 1e6;
    }

    /** Waits until the finder has taken up what the turn left, so that the next variant's turn does not pay for it. */
    private double rest() throws Exception {
        boolean finder = Sql.number(database, "SELECT COUNT(*) FROM wkgate_lease WHERE name = 'finder'") > 0;
        long begin = System.nanoTime();
        while (arrivals() > 0) {
            if (!finder || System.nanoTime() - begin > LONGEST_REST.toNanos()) {
                Sql.run(database, "TRUNCATE TABLE wkgate_arrival");
                return -1;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private long arrivals() throws Exception {
        return Sql.number(database, "SELECT COUNT(*) FROM wkgate_arrival");
    }

    Contender contender() {
        return contender;
    }

    String name() {
        return name;
    }

    /** Of the turn in the middle. */
    Turn median() {
        return turns.get(contender.median());
    }

    /** The oldest that an arrival was at the end of any turn, in seconds. */
    double oldestSecondsAtMost() {
        return turns.values().stream().mapToDouble(Turn::oldestSeconds).max().orElse(0);
    }

    /** Gaps that are open, though no number is missing. */
    long openGaps() throws Exception {
        return Sql.number(database, "SELECT COUNT(*) FROM wkgate_gap WHERE state = 0");
    }

    @Override
    public void close() throws Exception {
        gateway.close();
    }
}
