package io.wkgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.delivery.BusinessServer;
import io.wkgate.delivery.DestinationJson;
import io.wkgate.delivery.Item;
import io.wkgate.delivery.Manner;
import io.wkgate.delivery.Sent;
import io.wkgate.outage.SimulatedUpstream;
import io.wkgate.simulator.StoredMessage;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.GatewayProcess;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Replicas behind a balancer, two destinations, and who keeps them busy: nodes that send messages without end, and a
 * simulated WuKongIM 2.2.5 of whose messages each is revoked.
 */
final class Torment implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(60);

    /** How long a replica goes on after TERM, so that the balancer notices. */
    private static final Duration DELAY = Duration.ofSeconds(1);

    private static final int NODES = 6;

    private static final String OF_NODES = " WHERE channel_id LIKE 'n%-g%'";

    /** For one message. */
    private static final long SLOWEST_MILLIS = 5;

    private final ConnectionDetails database;
    private final Vertx vertx = Vertx.vertx();
    private final ReadyReplicas ready = new ReadyReplicas(vertx);
    private final Balancer intake = new Balancer(vertx, ready, GatewayProcess::httpPort);
    private final Balancer api = new Balancer(vertx, ready, GatewayProcess::apiPort);
    private final BusinessServer business = BusinessServer.startCounting("business");
    private final BusinessServer ordered = BusinessServer.startCounting("ordered");
    private final String webhook = "http://127.0.0.1:" + intake.port() + "/webhook/" + TestGateway.TOKEN;
    private final SimulatedUpstream upstream;
    private final Sent sent = new Sent();
    private final List<UpstreamNode> nodes = new ArrayList<>();
    private final Revoking revoking;
    private final List<GatewayProcess> replicas = new CopyOnWriteArrayList<>();

    Torment(ConnectionDetails database) {
        this.database = database;
        upstream = new SimulatedUpstream("v2.2.5", webhook, 1);
        revoking = new Revoking(upstream.api(), api.port());
        AtomicLong ids = new AtomicLong(EventBodies.FIRST_ID);
        for (int node = 0; node < NODES; node++) {
            nodes.add(new UpstreamNode(vertx, node, webhook, sent, ids));
        }
    }

    /** One more replica; returns when it is ready. */
    GatewayProcess add() throws IOException {
        return add(Duration.ZERO);
    }

    /** @param ahead by how much its clock is ahead */
    GatewayProcess add(Duration ahead) throws IOException {
        Map<String, String> variables = DestinationJson.with(
                Map.of(
                        "WKGATE_UPSTREAM_URLS",
                        upstream.api(),
                        "WKGATE_SHUTDOWN_DELAY",
                        DELAY.toMillis() + "ms",
                        "WKGATE_GAP_GRACE",
                        "3s"),
                DestinationJson.of(business).put("timeout", "3s"),
                DestinationJson.of(ordered).put("timeout", "3s").put("order", "channel"));
        GatewayProcess replica = ahead.isZero()
                ? GatewayProcess.start(database, variables)
                : GatewayProcess.startWithClock(database, variables, ahead);
        replicas.add(replica);
        ready.add(replica);
        awaitReady(replica);
        return replica;
    }

    /** So many more, started at the same time. */
    List<GatewayProcess> addAtOnce(int count) {
        List<CompletableFuture<GatewayProcess>> starting = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            starting.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return add();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
        }
        return starting.stream().map(CompletableFuture::join).toList();
    }

    void awaitReady(GatewayProcess replica) {
        await().until(() -> ready.isReady(replica));
    }

    /** Asks it to end as Kubernetes does; returns when it has, and how. */
    int terminate(GatewayProcess replica) throws Exception {
        int code = replica.terminate();
        ready.remove(replica);
        return code;
    }

    /** From now on messages are sent and revoked. */
    void begin() {
        nodes.forEach(UpstreamNode::start);
        revoking.start();
        awaitMore(1000);
    }

    /** From now on, beside these, what has one try only is sent; whoever asks for it ends it before the rest. */
    OneTry sendOnce() {
        OneTry once = new OneTry(vertx, webhook, sent);
        once.start();
        return once;
    }

    /** Returns when so many more messages have been sent. */
    void awaitMore(long messages) {
        long before = messages();
        await().until(() -> messages() >= before + messages);
    }

    private long messages() {
        return total(UpstreamNode::messages);
    }

    private long total(ToLongFunction<UpstreamNode> count) {
        return nodes.stream().mapToLong(count).sum();
    }

    /** Does it while deliveries are under way, and tells what of that was whose. */
    Inheritance whileDelivering(Stop stop) throws Exception {
        Inheritance.Claims claims = Inheritance.Claims.before(database);
        business.behave(Manner.slow(Duration.ofSeconds(1)));
        await().until(() -> claims.since().size() >= 2 * NODES);
        stop.run();
        business.behave(Manner.WELL);
        return Inheritance.of(claims);
    }

    /** How a replica stops. */
    interface Stop {
        void run() throws Exception;
    }

    /** Ends it all when at least so many messages were sent, says what it came to and asserts that nothing was lost. */
    void end(String what, long messages) throws Exception {
        await().atMost(LIMIT.plusMillis(messages * SLOWEST_MILLIS)).until(() -> messages() >= messages);
        List<Long> revoked = revoking.end();
        Future.all(nodes.stream().map(UpstreamNode::end).toList()).await();
        await().until(() -> upstream.simulator().tally().acknowledged().containsAll(revoked));
        await().until(() -> Sql.number(database, "SELECT COUNT(*) FROM wkgate_revoke WHERE finished_at IS NULL") == 0);
        revoked.forEach(id -> sent.acknowledged(List.of(Item.message(id, ""))));
        upstream.simulator().log().forEach(this::triedByTheSimulator);
        await().until(() -> sent.allReceivedBy(business) && sent.allReceivedBy(ordered));
        await().until(this::nothingIsLeft);

        Outcome outcome = outcome(revoked);
        System.out.println("replicas: " + what + ": " + outcome);
        assertThat(revoking.refused()).as("revokes that were not accepted").isEmpty();
        assertThat(total(UpstreamNode::dropped)).as("dropped by WuKongIM").isZero();
        assertThat(upstream.simulator().tally().dropped())
                .as("dropped by the simulator")
                .isEmpty();
        assertThat(outcome.sent()).isGreaterThanOrEqualTo(messages);
        assertThat(outcome.lost()).as("lost").isZero();
        assertThat(outcome.business().lost())
                .as("events the business server never got")
                .isZero();
        assertThat(outcome.ordered().lost())
                .as("events the ordered one never got")
                .isZero();
        assertThat(outcome.business().neverSent() + outcome.ordered().neverSent())
                .isZero();
        assertThat(ordered.orderOfFirstTimes().disorder()).isEmpty();
        assertThat(outcome.confirmed()).as("revokes confirmed").isEqualTo(revoked.size());
        assertMarkedOnce(revoked);
        assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_dead_letter"))
                .as("dead letters")
                .isZero();
        assertThat(Sql.number(database, "SELECT SUM(last_seq - first_seq + 1) FROM wkgate_channel" + OF_NODES))
                .as("numbers that the finder knows")
                .isEqualTo(messages());
        assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_gap" + OF_NODES))
                .as("gaps it found where there is none")
                .isZero();
    }

    private boolean nothingIsLeft() throws SQLException {
        return Sql.number(
                        database,
                        "SELECT (SELECT COUNT(*) FROM wkgate_delivery WHERE state = 0)"
                                + " + (SELECT COUNT(*) FROM wkgate_arrival)")
                == 0;
    }

    /** Nobody is online, so it also tells who was not. */
    private void triedByTheSimulator(StoredMessage kept) {
        sent.tries(List.of(
                Item.message(kept.messageId(), ""), new Item("msg.offline", Long.toString(kept.messageId()), "")));
    }

    private Outcome outcome(List<Long> revoked) throws Exception {
        Set<Long> rows = Sql.column(database, "SELECT message_id FROM message").stream()
                .map(Long::parseLong)
                .collect(Collectors.toCollection(HashSet::new));
        long stored = LongStream.range(EventBodies.FIRST_ID, EventBodies.FIRST_ID + messages())
                        .filter(rows::contains)
                        .count()
                + revoked.stream().filter(rows::contains).count();
        return new Outcome(
                messages() + revoked.size(),
                total(UpstreamNode::dropped),
                stored,
                total(UpstreamNode::toldAgain) + toldAgainByTheSimulator(),
                sent.balance(business),
                sent.balance(ordered),
                revoked.size(),
                Sql.number(database, "SELECT COUNT(*) FROM wkgate_revoke WHERE state = 'confirmed'"),
                upstream.simulator().log().stream()
                        .filter(kept -> new String(kept.payload()).contains("messageRevoke"))
                        .count());
    }

    private long toldAgainByTheSimulator() {
        return upstream.simulator().log().stream()
                .mapToLong(StoredMessage::messageId)
                .map(id -> Math.max(0, upstream.simulator().tally().tries(id) - 1))
                .sum();
    }

    private void assertMarkedOnce(List<Long> revoked) throws Exception {
        assertThat(Sql.column(database, "SELECT message_id FROM message WHERE is_revoked = 1"))
                .as("marked messages")
                .containsExactlyInAnyOrderElementsOf(
                        revoked.stream().map(String::valueOf).toList());
        assertThat(Sql.column(database, "SELECT message_id FROM wkgate_audit WHERE action = 'accepted'"))
                .as("marks that were made")
                .containsExactlyInAnyOrderElementsOf(
                        revoked.stream().map(String::valueOf).toList());
    }

    @Override
    public void close() throws Exception {
        ready.close();
        for (GatewayProcess replica : replicas) {
            replica.close();
        }
        upstream.close();
        business.close();
        ordered.close();
        EndOf.vertx(vertx);
    }
}
