package io.wkgate.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.Scrape;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TcpProxy;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: an event whose commit had to be tried again is one event, also when the first try was done and only its
 * answer got lost; and an event that was not acknowledged because nothing was committed is not sent.
 */
@ExtendWith(DatabaseServerExtension.class)
class CommitTriedAgainTest {

    private final Vertx vertx = Vertx.vertx();
    private final BusinessServer business = BusinessServer.start("business");
    private ConnectionDetails database;
    private TcpProxy proxy;
    private Scene scene;

    @BeforeEach
    void start(DatabaseServer server) throws Exception {
        database = server.createDatabase();
        proxy = TcpProxy.start(vertx, "127.0.0.1", server.port());
        scene = new Scene(
                proxy.through(database),
                Map.of("WKGATE_DATABASE_TIMEOUT", "1s", "WKGATE_INTAKE_HOLD", "2s"),
                DestinationJson.of(business));
    }

    @AfterEach
    void stop() {
        scene.close();
        business.close();
        proxy.close();
        EndOf.vertx(vertx);
    }

    @Test
    void anEventWhoseFirstCommitWasDoneIsOne() throws Exception {
        proxy.dropCommitAnswers(1);
        assertThat(scene.post(
                        EventBodies.message(EventBodies.FIRST_ID),
                        EventBodies.message(EventBodies.FIRST_ID + 1),
                        EventBodies.message(EventBodies.FIRST_ID + 2)))
                .isEqualTo(200);
        assertThat(Scrape.of(scene.gateway()).value("wkgate_commit_failures_total"))
                .as("the commit's answer was lost")
                .isPositive();
        scene.awaitAllReceivedBy(business);
        assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_event")).isOne();
        assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery")).isOne();
        assertThat(scene.sent().balance(business).sentAgain()).isZero();
    }

    @Test
    void whatWasNotCommittedIsNotSent() throws Exception {
        proxy.refuse(true);
        proxy.cutConnections();
        assertThat(scene.post(EventBodies.message(EventBodies.FIRST_ID))).isEqualTo(503);
        proxy.refuse(false);
        await().until(() -> scene.post(EventBodies.message(EventBodies.FIRST_ID + 1)) == 200);
        scene.awaitAllReceivedBy(business);
        await().until(() -> Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 0") == 0);
        assertThat(business.received())
                .containsExactly(Item.message(EventBodies.FIRST_ID + 1, "").key());
    }
}
