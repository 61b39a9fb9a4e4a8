package io.wkgate.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.EventSender;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Scrape;
import io.wkgate.testing.SmallDisk;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The promise: when the database's disk is full, events are held and none becomes a dead letter; with room again, and the
 * database started again, they are answered with 200 and stored once. Skipped where mounting a small disk is not allowed.
 */
class DiskFullTest {

    private static final int BODIES = 40;
    private static final int MESSAGES = 50;

    @Test
    void eventsAreHeldWhileTheDiskIsFullAndStoredWhenThereIsRoom() throws Exception {
        try (DatabaseServer server = DatabaseServer.start()) {
            ConnectionDetails database = server.createDatabase();
            try (SmallDisk disk = SmallDisk.mount(server.files(database), 4)) {
                assumeTrue(disk.mounted(), "this user may not mount a small disk");
                try (TestGateway gateway = TestGateway.start(database, Map.of("WKGATE_INTAKE_HOLD", "30s"));
                        EventSender sender = new EventSender()) {
                    List<Future<Integer>> answers = new ArrayList<>();
                    for (int i = 0; i < BODIES; i++) {
                        answers.add(sender.post(gateway, "msg.notify", messages(i)));
                    }
                    await().until(() -> Scrape.of(gateway).value("wkgate_commit_failures_total") >= 1);
                    assertThat(answers).anyMatch(answer -> !answer.isComplete());

                    // MariaDB 11.4 reports error 1114 and, tried again, may end by itself.
                    disk.resize(64);
                    server.restart();

                    assertThat(answers.stream().map(answer -> answer.await())).containsOnly(200);
                    assertThat(MessageRows.byId(database)).containsOnlyKeys(EventBodies.ids(0, BODIES * MESSAGES));
                    assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_dead_letter"))
                            .isZero();
                }
            }
        }
    }

    private static byte[] messages(int body) {
        return EventBodies.notifyOf(EventBodies.ids(body * MESSAGES, MESSAGES).stream()
                .map(id -> EventBodies.message(id).put("payload", EventBodies.base64(new byte[3000])))
                .toArray(JsonObject[]::new));
    }
}
