package io.wkgate.outage;

import static org.awaitility.Awaitility.await;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.GatewayProcess;
import java.time.Duration;
import java.util.Set;

/**
 * The gateway killed with -9 in the middle of a stream of messages from v1.2.6, and started again at once. v1.2.6 sends
 * again for about five seconds.
 */
final class GatewayKill {

    private static final Duration LONGEST_DELIVERY = Duration.ofSeconds(60);
    private static final int MESSAGES_PER_SECOND = 100;

    private GatewayKill() {}

    static Outcome run(DatabaseOutage.UpstreamMaker maker) throws Exception {
        try (DatabaseServer server = DatabaseServer.start()) {
            ConnectionDetails database = server.createDatabase();
            try (GatewayProcess gateway = GatewayProcess.start(database);
                    TestUpstream upstream = maker.start(new Scenario("v1.2.6", "http", 0), webhook(gateway))) {
                Traffic traffic = Traffic.start(upstream.api(), MESSAGES_PER_SECOND);
                await().atMost(LONGEST_DELIVERY).until(() -> traffic.sent() >= 250);
                gateway.kill();
                gateway.restart();
                long before = traffic.sent();
                await().atMost(LONGEST_DELIVERY).until(() -> traffic.sent() >= before + 150);
                Set<String> sent = traffic.stop();
                return DatabaseOutage.settled(sent, upstream, database);
            }
        }
    }

    private static String webhook(GatewayProcess gateway) {
        return gateway.webhook("").toString().replaceAll("\\?.*", "");
    }
}
