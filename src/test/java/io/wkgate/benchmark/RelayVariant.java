package io.wkgate.benchmark;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.store.embedded.LoopbackPort;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A gateway with some healthy destinations, or none, and perhaps a dead one for which a lot waits. */
final class RelayVariant implements AutoCloseable {

    private static final Duration LONGEST_DELIVERY = Duration.ofSeconds(120);
    private static final String DEAD = "dead";
    private static final int PART = 20_000;

    private final String name;
    private final ConnectionDetails database;
    private final ProcessHandle server;
    private final BenchmarkGateway gateway;
    private final List<WebhookSink> sinks;
    private final Contender contender;
    private final List<Double> deliveredInTurn = new ArrayList<>();
    private final List<Double> secondsAfterTurn = new ArrayList<>();
    private long duplicates;
    private ProcessorTime inTurns = ProcessorTime.NONE;
    private ProcessorTime inAll = ProcessorTime.NONE;
    private long bodies;

    private RelayVariant(
            String name,
            ConnectionDetails database,
            ProcessHandle server,
            BenchmarkGateway gateway,
            List<WebhookSink> sinks,
            List<SampleMessage> samples) {
        this.name = name;
        this.database = database;
        this.server = server;
        this.gateway = gateway;
        this.sinks = sinks;
        this.contender = new Contender(
                name,
                new MessageTable(database, "message"),
                count -> gateway.open(samples.subList(0, count)),
                new Deliveries());
    }

    /**
     * Starts one.
     *
     * @param waiting how many deliveries wait for a dead destination; there is none if nothing waits
     */
    static RelayVariant start(
            String name,
            BenchmarkDatabase server,
            BenchmarkOptions options,
            List<SampleMessage> samples,
            int healthy,
            int waiting)
            throws Exception {
        ConnectionDetails database = server.create();
        List<WebhookSink> sinks = new ArrayList<>();
        JsonArray destinations = new JsonArray();
        for (int i = 0; i < healthy; i++) {
            WebhookSink sink = WebhookSink.start();
            sinks.add(sink);
            destinations.add(new JsonObject().put("name", "healthy" + i).put("url", sink.url()));
        }
        if (waiting > 0) {
            destinations.add(new JsonObject()
                    .put("name", DEAD)
                    .put("url", "http://127.0.0.1:" + LoopbackPort.choose() + "/gone"));
        }
        BenchmarkGateway gateway = BenchmarkGateway.start(
                database,
                System.getProperty("java.class.path"),
                options.javaOptions(),
                // What was delivered is deleted while the load goes on: that is a part of the price.
                Map.of("WKGATE_RELAY_DESTINATIONS", destinations.encode(), "WKGATE_RELAY_KEEP_DELIVERED_FOR", "1s"));
        if (waiting > 0) {
            letWait(database, waiting);
        }
        return new RelayVariant(name, database, server.handle(), gateway, sinks, samples);
    }

    /** Events of one small message each, all of them due; in parts, for the gateway looks at them meanwhile. */
    private static void letWait(ConnectionDetails database, int count) throws Exception {
        String id = "UNHEX(LPAD(HEX(seq), 32, '0'))";
        for (int from = 1; from <= count; from += PART) {
            String numbers = " FROM seq_%d_to_%d".formatted(from, Math.min(count, from + PART - 1));
            Sql.run(
                    database,
                    "INSERT INTO wkgate_event (id, name, source, received_at, body) SELECT " + id
                            + ", 'msg.notify', 'webhook', UTC_TIMESTAMP(3),"
                            + " COMPRESS(CONCAT('[{\"message_id\":', seq, '}]'))" + numbers,
                    "INSERT INTO wkgate_delivery (event_id, destination, part, lane, due_at, expires_at) SELECT " + id
                            + ", (SELECT id FROM wkgate_destination WHERE name = '" + DEAD
                            + "'), '', 0, UTC_TIMESTAMP(3), TIMESTAMPADD(HOUR, 72, UTC_TIMESTAMP(3))" + numbers);
        }
    }

    Contender contender() {
        return contender;
    }

    private final class Deliveries implements Contender.AroundTurn {

        private ProcessorTime begin = ProcessorTime.NONE;

        @Override
        public void begin() {
            begin = ProcessorTime.now(gateway.handle(), server);
        }

        @Override
        public void finish(Measurement turn) throws Exception {
            inTurns = inTurns.plus(ProcessorTime.now(gateway.handle(), server).since(begin));
            delivered(turn);
            inAll = inAll.plus(ProcessorTime.now(gateway.handle(), server).since(begin));
            bodies += turn.bodies();
        }
    }

    /** Waits until the healthy ones have everything, it is noted, and deleted. */
    private void delivered(Measurement turn) throws Exception {
        long bodies = turn.bodies();
        double inTurn = sinks.stream()
                .mapToDouble(sink -> sink.deliveries() / (double) bodies)
                .min()
                .orElse(1);
        long begin = System.nanoTime();
        await().atMost(LONGEST_DELIVERY)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> sinks.stream().allMatch(sink -> sink.deliveries() >= bodies));
        await().atMost(LONGEST_DELIVERY).until(() -> waiting() == 0);
        deliveredInTurn.add(inTurn);
        secondsAfterTurn.add((System.nanoTime() - begin) / 1e9);
        for (WebhookSink sink : sinks) {
            if (sink.deliveries() != bodies) {
                throw new AssertionError(
                        name + " acknowledged " + bodies + " events and delivered " + sink.deliveries());
            }
            duplicates += sink.duplicates();
            sink.forget();
        }
        await().atMost(LONGEST_DELIVERY).until(() -> count(1) == 0);
    }

    private long waiting() throws Exception {
        return count(0);
    }

    /** Of the healthy ones only: counting what waits for the dead one would keep the database busy. */
    private long count(int state) throws Exception {
        return Sql.number(
                database,
                "SELECT COUNT(*) FROM wkgate_destination t JOIN wkgate_delivery d FORCE INDEX (due)"
                        + " ON d.destination = t.id AND d.state = " + state + " WHERE t.name LIKE 'healthy%'");
    }

    void forgetTurns() {
        deliveredInTurn.clear();
        secondsAfterTurn.clear();
        inTurns = ProcessorTime.NONE;
        inAll = ProcessorTime.NONE;
        bodies = 0;
    }

    String name() {
        return name;
    }

    /** How much of its events the slowest destination had when the load ended, from 0 to 1; the median of the turns. */
    double deliveredInTurn() {
        return median(deliveredInTurn);
    }

    /** How long the rest took; the median of the turns. */
    double secondsAfterTurn() {
        return median(secondsAfterTurn);
    }

    /** What a body cost the gateway, the database and the load while the load went on. */
    String costInTurns() {
        return inTurns.millisEach(bodies);
    }

    /** The same with what was left to be done afterwards. */
    String costInAll() {
        return inAll.millisEach(bodies);
    }

    long duplicates() {
        return duplicates;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
    }

    @Override
    public void close() throws Exception {
        gateway.close();
        for (WebhookSink sink : sinks) {
            sink.close();
        }
    }
}
