package io.wkgate.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventSender;
import io.wkgate.testing.GatewayProcess;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: whenever the gateway is killed with -9, everything that was acknowledged is received; what is delivered
 * again has its old webhook-id, and the messages of a channel stay in their order where that is asked for.
 */
@ExtendWith(DatabaseServerExtension.class)
class KilledGatewayTest {

    private static final int CONNECTIONS = 8;

    @Test
    void nothingIsLost(ConnectionDetails database) throws Exception {
        run(database, 8_000, 3);
    }

    @Tag("long")
    @Test
    void nothingIsLostOfMany(ConnectionDetails database) throws Exception {
        run(database, 100_000, 40);
    }

    private static void run(ConnectionDetails database, int events, int kills) throws Exception {
        Sent sent = new Sent();
        try (BusinessServer business = BusinessServer.startCounting("business");
                BusinessServer ordered = BusinessServer.startCounting("ordered");
                EventSender sender = new EventSender();
                GatewayProcess gateway = GatewayProcess.start(
                        database,
                        DestinationJson.variables(
                                DestinationJson.of(business),
                                DestinationJson.of(ordered).put("order", "channel")))) {
            EventTraffic traffic =
                    EventTraffic.start(sender, sent, List.of(gateway.webhook("msg.notify")), events, CONNECTIONS);
            for (int kill = 1; kill <= kills; kill++) {
                long enough = (long) events * kill / (kills + 1);
                await().atMost(Scene.LIMIT).until(() -> sent.events() >= enough);
                gateway.kill();
                new Hours(database).leasesEnd();
                gateway.restart();
            }
            traffic.awaitEnd();
            Scene.awaitAll(sent, business);
            Scene.awaitAll(sent, ordered);

            String what = "gateway killed " + kills + " times, to ";
            System.out.println(what + "an unordered receiver: " + sent.balance(business));
            System.out.println(what + "one ordered by channel: " + sent.balance(ordered));
            assertThat(sent.events()).isEqualTo(events);
            sent.assertKnownAgainByTheirIds(business);
            sent.assertKnownAgainByTheirIds(ordered);
            assertThat(sent.balance(business).neverSent()).isZero();
            assertThat(sent.balance(ordered).neverSent()).isZero();
            assertThat(ordered.order().disorder()).isEmpty();
        }
    }
}
