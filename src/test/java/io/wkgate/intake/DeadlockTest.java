package io.wkgate.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.EventSender;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Scrape;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import io.wkgate.testing.TsddTables;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: batches that overlap in their keys lose no row, and a deadlock is the gateway's affair, not the sender's. */
@ExtendWith(DatabaseServerExtension.class)
class DeadlockTest {

    private static final Map<String, String> SETTINGS = Map.of("WKGATE_INTAKE_HOLD", "30s");

    @ParameterizedTest
    @ValueSource(strings = {"native", "tsdd"})
    void theSameIdsInOppositeOrdersThroughTwoGatewaysAreAllAnsweredWith200(String layout, ConnectionDetails database)
            throws Exception {
        Map<String, String> settings = Map.of(
                "WKGATE_INTAKE_HOLD", "30s",
                "WKGATE_INTAKE_COMMITS_IN_FLIGHT", "4",
                "WKGATE_DATABASE_CONNECTIONS", "6",
                "WKGATE_DATABASE_LAYOUT", layout);
        if (layout.equals("tsdd")) {
            TsddTables.create(database);
        }
        try (TestGateway one = TestGateway.start(database, settings);
                TestGateway two = TestGateway.start(database, settings);
                EventSender sender = new EventSender()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int round = 0; round < 60; round++) {
                List<Long> upwards = EventBodies.ids(round * 10, 40);
                List<Long> downwards = new ArrayList<>(upwards);
                Collections.reverse(downwards);
                answers.add(sender.post(one, "msg.notify", EventBodies.notifyOf(upwards)));
                answers.add(sender.post(two, "msg.notify", EventBodies.notifyOf(downwards)));
            }
            assertThat(answers.stream().map(answer -> answer.await())).containsOnly(200);
        }
        String table = layout.equals("tsdd") ? "message4" : "message";
        assertThat(Sql.number(database, "SELECT COUNT(*) FROM " + table)).isEqualTo(630);
    }

    @Test
    void theVictimOfADeadlockIsTriedAgainAndAnsweredWith200(DatabaseServer server, ConnectionDetails database)
            throws Exception {
        List<Long> ids = EventBodies.ids(0, 5);
        try (TestGateway gateway = TestGateway.start(database, SETTINGS);
                EventSender sender = new EventSender();
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            // The heavier of the two, so that the engine chooses the gateway as the victim.
            for (int i = 100; i < 200; i++) {
                statement.execute(insert(EventBodies.FIRST_ID + i));
            }
            statement.execute(insert(ids.get(4)));
            Future<Integer> posted = sender.post(gateway, "msg.notify", EventBodies.notifyOf(ids));
            await().until(() -> server.lockWaits() == 1);

            statement.execute(insert(ids.get(0)));
            other.rollback();

            assertThat(posted.await()).isEqualTo(200);
            assertThat(Scrape.of(gateway).value("wkgate_commit_failures_total")).isEqualTo(1);
            assertThat(MessageRows.byId(database)).containsOnlyKeys(ids);
        }
    }

    private static String insert(long id) {
        return "INSERT INTO message (message_id, message_seq, client_msg_no, from_uid, channel_id, channel_type, red_dot,"
                + " setting, expire, timestamp, payload, source) VALUES (" + id
                + ", 0, '', '', '', 2, 0, 0, 0, 0, '', '')";
    }
}
