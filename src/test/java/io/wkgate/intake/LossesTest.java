package io.wkgate.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: of every msg.notify that is not acknowledged it is told once why, and of nothing else. */
@ExtendWith(DatabaseServerExtension.class)
class LossesTest {

    private static final byte[] BODY = EventBodies.notifyOf(EventBodies.ids(0, 3));
    private static final byte[] OTHER = EventBodies.notifyOf(EventBodies.ids(10, 3));

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final ConnectionDetails database;

    LossesTest(ConnectionDetails database) {
        this.database = database;
    }

    @Test
    void whatIsAcknowledgedIsNotTold() {
        try (RelayingIntake intake = intake(Map.of())) {
            assertThat(intake.post("msg.notify", BODY).await()).isEqualTo(200);
            assertThat(intake.call("msg.notify", OTHER).await()).isTrue();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void whatIsNotCommittedInTimeIsToldOnceOverBothTransports() {
        try (RelayingIntake intake = intake(Map.of("WKGATE_INTAKE_HOLD", "300ms"))) {
            intake.databaseGoes();
            Future<Integer> posted = intake.post("msg.notify", BODY);
            Future<Boolean> called = intake.call("msg.notify", OTHER);
            assertThat(posted.await()).isEqualTo(503);
            assertThat(called.await()).isFalse();
            intake.databaseComes();
            await().until(() -> intake.post("msg.notify", BODY).await() == 200);
        }
        // A try may have come before the database was back.
        assertThat(told).hasSizeGreaterThanOrEqualTo(2).containsOnly("not committed in time");
    }

    @Test
    void otherEventsAreNotTold() {
        try (RelayingIntake intake = new RelayingIntake(
                database, new RecordingRelayPlan(event -> true), told::add, Map.of("WKGATE_INTAKE_HOLD", "300ms"))) {
            intake.databaseGoes();
            assertThat(intake.post("msg.offline", EventBodies.bytes("{}")).await())
                    .isEqualTo(503);
            assertThat(intake.call("user.onlinestatus", EventBodies.bytes("[\"u1-0-1-7-1-1\"]"))
                            .await())
                    .isFalse();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void pastTheBytesThatAreHeldItIsToldOverBothTransports() {
        try (RelayingIntake intake = intake(Map.of("WKGATE_INTAKE_HOLD_BYTES", "1MiB"))) {
            intake.databaseGoes();
            byte[] large = EventBodies.notifyOf(
                    EventBodies.message(EventBodies.FIRST_ID).put("payload", EventBodies.base64(new byte[1 << 20])));
            Future<Integer> held = intake.post("msg.notify", large);
            await().until(() -> intake.failedCommits() > 0);
            assertThat(intake.post("msg.notify", BODY).await()).isEqualTo(503);
            assertThat(intake.call("msg.notify", OTHER).await()).isFalse();
            assertThat(told).hasSize(2).containsOnly("too much is held already (intake.hold-bytes)");
            intake.databaseComes();
            assertThat(held.await()).isEqualTo(200);
        }
        assertThat(told).hasSize(2);
    }

    @Test
    void aDeadLetterThatIsRefusedIsTold() throws Exception {
        try (RelayingIntake intake = intake(Map.of())) {
            Sql.run(
                    database,
                    "CREATE TRIGGER refuse BEFORE INSERT ON wkgate_dead_letter FOR EACH ROW SIGNAL SQLSTATE '45000'");
            byte[] bad = EventBodies.notifyOf(
                    EventBodies.message(EventBodies.FIRST_ID).put("payload", "?"));
            assertThat(intake.post("msg.notify", bad).await()).isEqualTo(503);
            assertThat(told).containsExactly("the database refuses it and its dead letter");
        }
    }

    @Test
    void aBodyThatIsTooLargeIsTold() {
        try (RelayingIntake intake =
                intake(Map.of("WKGATE_INTAKE_BODY_LIMIT", "64KiB", "WKGATE_INTAKE_ENTRY_LIMIT", "32KiB"))) {
            assertThat(intake.post("msg.notify", EventBodies.notifyOf(EventBodies.ids(0, 500)))
                            .await())
                    .isEqualTo(413);
            assertThat(told).containsExactly("the body is over intake.body-limit");
        }
    }

    @Test
    void whoeverHangsUpBeforeTheCommitIsToldOnce() throws Exception {
        try (RelayingIntake intake = intake(Map.of())) {
            intake.databaseGoes();
            try (Socket upstream = new Socket("127.0.0.1", intake.httpPort())) {
                OutputStream out = upstream.getOutputStream();
                out.write(EventBodies.bytes("POST /webhook/" + TestGateway.TOKEN
                        + "?event=msg.notify HTTP/1.1\r\nHost: wkgate\r\nContent-Length: " + BODY.length + "\r\n\r\n"));
                out.write(BODY);
                out.flush();
                await().until(() -> intake.failedCommits() > 0);
            }
            await().until(() -> !told.isEmpty());
            intake.databaseComes();
            assertThat(intake.post("msg.notify", OTHER).await()).isEqualTo(200);
        }
        assertThat(told).containsExactly("WuKongIM hung up before its messages were committed");
    }

    @Test
    void aWrongTokenIsNotTold() throws Exception {
        try (RelayingIntake intake = intake(Map.of());
                Socket stranger = new Socket("127.0.0.1", intake.httpPort())) {
            stranger.getOutputStream()
                    .write(EventBodies.bytes("POST /webhook/guessed?event=msg.notify HTTP/1.1\r\nHost: wkgate\r\n"
                            + "Content-Length: 2\r\n\r\n[]"));
            assertThat(new String(stranger.getInputStream().readNBytes(12))).isEqualTo("HTTP/1.1 401");
        }
        assertThat(told).isEmpty();
    }

    @Test
    void whoNotesTheLossesMayFailAndCostsNothing() {
        Losses failing = reason -> {
            throw new IllegalStateException(reason);
        };
        try (RelayingIntake intake =
                new RelayingIntake(database, RelayPlan.NONE, failing, Map.of("WKGATE_INTAKE_HOLD", "300ms"))) {
            intake.databaseGoes();
            assertThat(intake.post("msg.notify", BODY).await()).isEqualTo(503);
            assertThat(intake.call("msg.notify", BODY).await()).isFalse();
            intake.databaseComes();
            await().until(() -> intake.post("msg.notify", BODY).await() == 200);
        }
    }

    private RelayingIntake intake(Map<String, String> variables) {
        return new RelayingIntake(database, RelayPlan.NONE, told::add, variables);
    }
}
