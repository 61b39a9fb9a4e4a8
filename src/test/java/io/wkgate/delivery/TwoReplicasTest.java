package io.wkgate.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventSender;
import io.wkgate.testing.GatewayProcess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: two gateways on one database share the deliveries without doing any twice; the death of one costs nothing,
 * and what it was about to deliver is the other one's when its lease has run out. Upstream's calls go to both in turn.
 */
@ExtendWith(DatabaseServerExtension.class)
class TwoReplicasTest {

    private static final int CONNECTIONS = 8;

    @Test
    void oneIsKilledAndTheOtherGoesOn(ConnectionDetails database) throws Exception {
        run(database, 8_000, 1);
    }

    @Tag("long")
    @Test
    void oneIsKilledAgainAndAgain(ConnectionDetails database) throws Exception {
        run(database, 60_000, 10);
    }

    private static void run(ConnectionDetails database, int events, int kills) throws Exception {
        Sent sent = new Sent();
        try (BusinessServer business = BusinessServer.startCounting("business");
                BusinessServer ordered = BusinessServer.startCounting("ordered");
                EventSender sender = new EventSender()) {
            Map<String, String> variables = DestinationJson.variables(
                    DestinationJson.of(business), DestinationJson.of(ordered).put("order", "channel"));
            try (GatewayProcess first = GatewayProcess.start(database, variables);
                    GatewayProcess second = GatewayProcess.start(database, variables)) {
                EventTraffic traffic = EventTraffic.start(
                        sender,
                        sent,
                        List.of(first.webhook("msg.notify"), second.webhook("msg.notify")),
                        events,
                        CONNECTIONS);
                await().until(() -> sent.events() >= events / 8);
                assertThat(business.duplicates() + ordered.duplicates())
                        .as("delivered twice while both live")
                        .isZero();
                for (int kill = 1; kill <= kills; kill++) {
                    long enough = (long) events * kill / (kills + 3);
                    await().until(() -> sent.events() >= enough);
                    first.kill();
                    long more = sent.events() + events / (kills + 3) / 2;
                    await().until(() -> sent.events() >= more);
                    first.restart();
                }
                traffic.awaitEnd();
                Scene.awaitAll(sent, business);
                Scene.awaitAll(sent, ordered);
            }
            String what = "two replicas, one killed " + kills + " times, to ";
            System.out.println(what + "an unordered receiver: " + sent.balance(business));
            System.out.println(what + "one ordered by channel: " + sent.balance(ordered));
            assertThat(sent.events()).isEqualTo(events);
            sent.assertKnownAgainByTheirIds(business);
            sent.assertKnownAgainByTheirIds(ordered);
            assertThat(sent.balance(business).neverSent()).isZero();
            assertThat(ordered.order().disorder()).isEmpty();
        }
    }
}
