package io.wkgate.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.Scrape;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The promise: a database that dies while events come in and go out costs none of them, and the channels' order where it
 * is asked for is kept.
 */
class DatabaseRestartTest {

    private static final int CONNECTIONS = 8;
    private static final Map<String, String> SETTINGS =
            Map.of("WKGATE_DATABASE_TIMEOUT", "1s", "WKGATE_INTAKE_HOLD", "30s");

    @Test
    void nothingIsLost() throws Exception {
        run(6_000, 2);
    }

    @Tag("long")
    @Test
    void nothingIsLostOfMany() throws Exception {
        run(60_000, 15);
    }

    private static void run(int events, int deaths) throws Exception {
        try (DatabaseServer server = DatabaseServer.start();
                BusinessServer business = BusinessServer.startCounting("business");
                BusinessServer ordered = BusinessServer.startCounting("ordered");
                Scene scene = new Scene(
                        server.createDatabase(),
                        SETTINGS,
                        DestinationJson.of(business),
                        DestinationJson.of(ordered).put("order", "channel"))) {
            EventTraffic traffic =
                    EventTraffic.start(scene.sender(), scene.sent(), scene.webhooks(), events, CONNECTIONS);
            for (int death = 1; death <= deaths; death++) {
                long enough = (long) events * death / (deaths + 1);
                await().until(() -> scene.sent().events() >= enough);
                double failures = failures(scene);
                server.kill();
                await().until(() -> failures(scene) > failures);
                server.restart();
            }
            traffic.awaitEnd();
            scene.awaitAllReceivedBy(business);
            scene.awaitAllReceivedBy(ordered);

            String what = "database killed " + deaths + " times, to ";
            System.out.println(what + "an unordered receiver: " + scene.sent().balance(business));
            System.out.println(what + "one ordered by channel: " + scene.sent().balance(ordered));
            assertThat(scene.sent().events()).isEqualTo(events);
            scene.sent().assertKnownAgainByTheirIds(business);
            scene.sent().assertKnownAgainByTheirIds(ordered);
            assertThat(scene.sent().balance(business).neverSent()).isZero();
            assertThat(ordered.order().disorder()).isEmpty();
        }
    }

    private static double failures(Scene scene) {
        return Scrape.of(scene.gateway()).value("wkgate_commit_failures_total");
    }
}
