package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.Sql;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: what was delivered is deleted after its time with its attempts, however much it is and however many replicas
 * do it at once, and its event with the last of its deliveries; what waits and what is dead stays, and of the attempts at
 * one delivery the first and the latest 99.
 */
@ExtendWith(DatabaseServerExtension.class)
class RelayHousekeepingTest {

    /** {@code count} events from {@code from}, each with a delivery in this state to destination 1, and one attempt. */
    private static void fill(ConnectionDetails database, int from, int count, int state) throws Exception {
        String seq = " FROM seq_" + from + "_to_" + (from + count - 1);
        Sql.run(
                database,
                "INSERT INTO wkgate_event (id, name, source, received_at, body) SELECT UNHEX(LPAD(HEX(seq), 32, '0')),"
                        + " 'msg.notify', 'webhook', UTC_TIMESTAMP(3), COMPRESS('[1]')" + seq,
                "INSERT INTO wkgate_delivery (id, event_id, destination, part, lane, state, due_at, expires_at) SELECT seq,"
                        + " UNHEX(LPAD(HEX(seq), 32, '0')), 1, '', 0, " + state
                        + ", TIMESTAMPADD(MINUTE, -30, UTC_TIMESTAMP(3)), TIMESTAMPADD(DAY, 3, UTC_TIMESTAMP(3))" + seq,
                "INSERT INTO wkgate_delivery_attempt (delivery_id, at, outcome, status, took_millis, detail, answer)"
                        + " SELECT seq, UTC_TIMESTAMP(3), 'failed', 500, 1, '', ''" + seq);
    }

    private static long count(ConnectionDetails database, String table) throws Exception {
        return Sql.number(database, "SELECT COUNT(*) FROM " + table);
    }

    @Test
    void onlyWhatWasDeliveredGoes(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.keepingNothing(database, Destinations.named("shop"))) {
            fill(database, 1, 1300, 1);
            fill(database, 2001, 30, 0);
            fill(database, 3001, 20, 2);
            relay.await(relay.relay().housekeeping().clean());
            assertThat(count(database, "wkgate_delivery")).isEqualTo(50);
            assertThat(count(database, "wkgate_event")).isEqualTo(50);
            assertThat(count(database, "wkgate_delivery_attempt")).isEqualTo(50);
            assertThat(count(database, "wkgate_delivery WHERE state = 1")).isZero();
        }
    }

    @Test
    void beforeItsTimeNothingGoes(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.open(database, Destinations.named("shop"))) {
            fill(database, 1, 10, 1);
            relay.await(relay.relay().housekeeping().clean());
            assertThat(count(database, "wkgate_delivery")).isEqualTo(10);
            Sql.run(
                    database,
                    "UPDATE wkgate_delivery SET due_at = TIMESTAMPADD(MINUTE, -61, UTC_TIMESTAMP(3)) WHERE id <= 4");
            relay.await(relay.relay().housekeeping().clean());
            assertThat(count(database, "wkgate_delivery")).isEqualTo(6);
        }
    }

    @Test
    void anEventStaysUntilAllItsDestinationsHaveIt(ConnectionDetails database) throws Exception {
        try (RelayFixture relay =
                RelayFixture.keepingNothing(database, Destinations.named("shop"), Destinations.named("mail"))) {
            relay.receiver("mail").answers(got -> FakeReceiver.failed());
            relay.receive("g1", 1);
            relay.start();
            await().until(() -> count(database, "wkgate_delivery WHERE state = 1") == 1);
            relay.await(relay.relay().housekeeping().clean());
            assertThat(count(database, "wkgate_delivery")).isEqualTo(1);
            assertThat(count(database, "wkgate_event")).isEqualTo(1);

            relay.receiver("mail").answers(got -> FakeReceiver.delivered());
            await().until(() -> count(database, "wkgate_delivery WHERE state = 1") == 1);
            relay.await(relay.relay().housekeeping().clean());
            assertThat(count(database, "wkgate_event")).isZero();
        }
    }

    @Test
    void replicasCleanAtOnce(ConnectionDetails database) throws Exception {
        Destinations[] both = {Destinations.named("shop"), Destinations.named("mail")};
        try (LogCapture log = LogCapture.open();
                RelayFixture one = RelayFixture.keepingNothing(database, both);
                RelayFixture two = RelayFixture.keepingNothing(database, both);
                RelayFixture three = RelayFixture.keepingNothing(database, both)) {
            fill(database, 1, 3000, 1);
            // The same events for a second destination, the other way round.
            Sql.run(
                    database,
                    "INSERT INTO wkgate_delivery (event_id, destination, part, lane, state, due_at, expires_at)"
                            + " SELECT event_id, 2, '', 0, 1, TIMESTAMPADD(SECOND, -id, UTC_TIMESTAMP(3)),"
                            + " expires_at FROM wkgate_delivery WHERE destination = 1");
            one.await(Future.all(
                    one.relay().housekeeping().clean(),
                    two.relay().housekeeping().clean(),
                    three.relay().housekeeping().clean()));
            assertThat(count(database, "wkgate_delivery")).isZero();
            assertThat(count(database, "wkgate_event")).isZero();
            assertThat(count(database, "wkgate_delivery_attempt")).isZero();
            assertThat(log.lines()).noneMatch(line -> line.contains("was not finished"));
        }
    }

    @Test
    void ofManyAttemptsTheFirstAndTheLatestStay(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.open(database, Destinations.named("shop"))) {
            relay.receiver("shop").answers(got -> FakeReceiver.failed());
            relay.receive("g1", 1);
            Sql.run(
                    database,
                    "INSERT INTO wkgate_delivery_attempt (delivery_id, at, outcome, status, took_millis, detail, answer)"
                            + " SELECT d.id, UTC_TIMESTAMP(3), 'failed', 500, seq, 'old', '' FROM wkgate_delivery d,"
                            + " seq_1_to_130",
                    "UPDATE wkgate_delivery SET attempts = 130");
            relay.start();
            await().until(() -> count(database, "wkgate_delivery_attempt WHERE detail <> 'old'") >= 2);
            assertThat(count(database, "wkgate_delivery_attempt")).isEqualTo(AttemptRows.KEPT);
            List<String> old = Sql.column(
                    database, "SELECT took_millis FROM wkgate_delivery_attempt WHERE detail = 'old' ORDER BY id");
            assertThat(old).startsWith("1").endsWith("130");
            assertThat(Integer.parseInt(old.get(1))).isGreaterThan(32);
        }
    }

    @Test
    void whatWaitsIsMeasured(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.open(database, Destinations.named("shop"))) {
            fill(database, 1, 30, 0);
            fill(database, 101, 7, 2);
            Sql.run(
                    database,
                    "UPDATE wkgate_event SET received_at = TIMESTAMPADD(SECOND, -500, UTC_TIMESTAMP(3)) LIMIT 1");
            relay.await(relay.relay().housekeeping().measure());
            assertThat(relay.metric("wkgate.relay.waiting", "shop")).isEqualTo(30);
            assertThat(relay.metric("wkgate.relay.dead", "shop")).isEqualTo(7);
            assertThat(relay.metric("wkgate.relay.oldest.seconds", "shop")).isBetween(500.0, 560.0);
        }
    }
}
