package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.revoke.UpstreamFront.Trouble;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: wherever the gateway is killed with -9, no accepted revoke is lost and everybody online sees it. */
@ExtendWith(DatabaseServerExtension.class)
class RevokeKillTest {

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.2.5", "v3-20260823"})
    void betweenTheMarkAndTheSend(String version, DatabaseServer server) throws Exception {
        try (TroubledStage stage = new TroubledStage(server.createDatabase(), version, Map.of())) {
            long message = stage.stored();
            stage.front().make(Trouble.SILENT);
            String revoke = stage.revoke(message);
            assertThat(Sql.number(stage.database(), "SELECT COUNT(*) FROM message WHERE is_revoked = 1"))
                    .isOne();
            stage.gateway().kill();
            stage.front().make(Trouble.NONE);
            stage.gateway().restart();
            stage.assertDone(revoke, message);
        }
    }

    /** WuKongIM did it, and nobody wrote that down. */
    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.2.5", "v3-20260823"})
    void betweenTheSendAndItsNote(String version, DatabaseServer server) throws Exception {
        try (TroubledStage stage = new TroubledStage(server.createDatabase(), version, Map.of())) {
            long message = stage.stored();
            stage.front().make(Trouble.ANSWER_LOST, (path, body) -> path.equals("/message/send"));
            String revoke = stage.revoke(message);
            await().until(() -> stage.front().troubled() >= 1);
            stage.gateway().kill();
            stage.front().make(Trouble.NONE);
            stage.gateway().restart();
            stage.assertDone(revoke, message);
        }
    }

    /** Version 2 is confirmed by the echo, which comes while no gateway is there. */
    @ParameterizedTest
    @ValueSource(strings = {"v2.0.4", "v2.0.10", "v2.2.5"})
    void betweenTheSendAndTheEcho(String version, DatabaseServer server) throws Exception {
        try (TroubledStage stage =
                new TroubledStage(server.createDatabase(), version, Map.of("WKGATE_REVOKE_ECHO_TIMEOUT", "5s"))) {
            long message = stage.stored();
            String revoke = stage.revoke(message);
            await().until(() -> stage.seenByEverybody(message));
            stage.gateway().kill();
            stage.gateway().restart();
            stage.assertDone(revoke, message);
        }
    }

    /** All is sent and noted, and nothing new is learned by whoever goes on. */
    @Test
    void betweenTheNoteAndTheWaitForTheEcho(DatabaseServer server) throws Exception {
        ConnectionDetails database = server.createDatabase();
        try (TroubledStage stage = new TroubledStage(database, "v2.2.5", Map.of("WKGATE_REVOKE_ECHO_TIMEOUT", "5s"))) {
            long message = stage.stored();
            String revoke = stage.revoke(message);
            // The echo is there, so that it is not what brings it on.
            stage.assertDone(revoke, message);
            stage.gateway().kill();
            Sql.run(
                    database,
                    "UPDATE wkgate_revoke SET state = 'requested', steps_done = '[\"channel\"]', notes = '[]', reason = '',"
                            + " finished_at = NULL, next_attempt_at = UTC_TIMESTAMP(3)");
            stage.gateway().restart();
            stage.assertDone(revoke, message);
        }
    }

    @Test
    void betweenTheTwoStepsOfVersionThree(DatabaseServer server) throws Exception {
        try (TroubledStage stage = new TroubledStage(server.createDatabase(), "v3-20260823", Map.of())) {
            long message = stage.stored();
            stage.front()
                    .make(
                            Trouble.SILENT,
                            (path, body) -> path.equals("/message/send") && !body.contains("subscribers"));
            String revoke = stage.revoke(message);
            await().until(() -> stage.front().troubled() >= 1 && stage.seenByEverybody(message));
            stage.gateway().kill();
            stage.front().make(Trouble.NONE);
            stage.gateway().restart();
            stage.assertDone(revoke, message);
        }
    }

    /** Whom the first step named is not everybody whom it names now. */
    @Test
    void betweenTheTwoStepsOfVersionThreeWhileSomebodyJoins(DatabaseServer server) throws Exception {
        ConnectionDetails database = server.createDatabase();
        Sql.run(database, "CREATE TABLE team (uid VARCHAR(40) PRIMARY KEY)", "INSERT INTO team VALUES ('u1')");
        Map<String, String> query =
                Map.of("WKGATE_REVOKE_MEMBERS_QUERY", "SELECT uid FROM team WHERE ? = 'g' AND ? = 2");
        try (TroubledStage stage = new TroubledStage(database, "v3-20260823", query)) {
            long message = stage.stored();
            stage.front()
                    .make(
                            Trouble.SILENT,
                            (path, body) -> path.equals("/message/send") && !body.contains("subscribers"));
            String revoke = stage.revokeNamingNobody(message);
            await().until(() -> stage.front().troubled() >= 1 && stage.seenBySender(message));
            stage.gateway().kill();
            Sql.run(database, "INSERT INTO team VALUES ('u2')");
            stage.front().make(Trouble.NONE);
            stage.gateway().restart();
            stage.assertDone(revoke, message);
        }
    }
}
