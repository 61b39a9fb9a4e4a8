package io.wkgate.outage;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.TcpProxy;
import io.wkgate.testing.TestGateway;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Runs one scenario: traffic, the database killed in the middle of it and gone for a while, traffic again. */
final class DatabaseOutage {

    private static final int MESSAGES_PER_SECOND = 100;
    private static final Duration LONGEST_DELIVERY = Duration.ofSeconds(120);

    /** Makes the upstream of a scenario, given its webhook's address. */
    interface UpstreamMaker {
        TestUpstream start(Scenario scenario, String webhook);
    }

    private DatabaseOutage() {}

    /**
     * @param timeScale how much faster than real the upstream's times run; the holding is shortened alike
     */
    static Outcome run(Scenario scenario, double timeScale, UpstreamMaker maker) throws Exception {
        Vertx vertx = Vertx.vertx();
        Map<String, String> settings = Map.of(
                "WKGATE_INTAKE_HOLD", Math.round(9500 * timeScale) + "ms",
                "WKGATE_DATABASE_TIMEOUT", Math.max(500, Math.round(3000 * timeScale)) + "ms");
        try (DatabaseServer server = DatabaseServer.start();
                TcpProxy proxy = TcpProxy.start(vertx, "127.0.0.1", server.port())) {
            ConnectionDetails database = server.createDatabase();
            try (TestGateway gateway = TestGateway.start(proxy.through(database), settings);
                    TestUpstream upstream = maker.start(
                            scenario,
                            scenario.transport().equals("grpc") ? gateway.grpcWebhook() : gateway.webhook())) {
                Traffic traffic = Traffic.start(upstream.api(), MESSAGES_PER_SECOND);
                await().atMost(LONGEST_DELIVERY).until(() -> traffic.sent() >= 150);
                killFor(Duration.ofMillis(Math.round(scenario.seconds() * 1000 * timeScale)), server, proxy);
                long before = traffic.sent();
                await().atMost(LONGEST_DELIVERY).until(() -> traffic.sent() >= before + 150);
                Set<String> sent = traffic.stop();
                return settled(sent, upstream, database);
            }
        } finally {
            EndOf.vertx(vertx);
        }
    }

    /** Killed and started again at once, but out of reach for as long as the outage is to last: exact on any machine. */
    private static void killFor(Duration outage, DatabaseServer server, TcpProxy proxy) throws Exception {
        proxy.refuse(true);
        server.kill();
        proxy.cutConnections();
        long begin = System.nanoTime();
        server.restart();
        await().atMost(LONGEST_DELIVERY)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> System.nanoTime() - begin >= outage.toNanos());
        proxy.refuse(false);
    }

    /** Waits until everything is there, or until nothing has come for so long that nothing will. */
    static Outcome settled(Set<String> sent, TestUpstream upstream, ConnectionDetails database) throws Exception {
        Duration silence = Duration.ofSeconds(20);
        long lastChange = System.nanoTime();
        int last = -1;
        while (System.nanoTime() - lastChange < silence.toNanos()) {
            Outcome outcome = Outcome.of(sent, sent, database);
            if (outcome.missing() == 0) {
                return outcome;
            }
            if (outcome.stored() != last) {
                last = outcome.stored();
                lastChange = System.nanoTime();
            }
            await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        }
        return Outcome.of(sent, Traffic.log(upstream.api()), database);
    }
}
