package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.chat.ChatCalls;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: an answer that waits comes as soon as the revoke has ended, and after the time where it has not. */
@ExtendWith(DatabaseServerExtension.class)
class WaitTest {

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.2.5", "v3-20260823"})
    void itComesWithTheEnd(String version, ConnectionDetails database) throws Exception {
        try (RevokeStage stage = RevokeStage.set(database, version, SimulatedRevokeServer::new, Map.of())) {
            long message = stage.stored("u1", "u2", ChatCalls.PERSON);
            Instant before = Instant.now();
            JsonObject revoke = new Desk(stage.gateway(), database)
                    .ask(RevokeStage.by(message, "u1", "member").put("wait", 60))
                    .is(200)
                    .isRevoke("confirmed")
                    .json();
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(20));
            assertThat(revoke.getBoolean("finished")).isTrue();
            assertThat(revoke.containsKey("finished_at")).isTrue();
            assertThat(revoke.containsKey("next_attempt_at")).isFalse();
        }
    }

    @Test
    void withoutAnEndItComesAfterTheTime(ConnectionDetails database) throws Exception {
        try (RevokeStage stage = RevokeStage.set(database, "v2.2.5", SimulatedRevokeServer::new, Map.of())) {
            long message = stage.stored("u1", "u2", ChatCalls.PERSON);
            stage.server().kill();
            Desk desk = new Desk(stage.gateway(), database);
            Instant before = Instant.now();
            JsonObject revoke = desk.ask(RevokeStage.by(message, "u1", "member").put("wait", "2s"))
                    .is(202)
                    .json();
            assertThat(Duration.between(before, Instant.now()))
                    .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
            assertThat(revoke.getString("state")).isEqualTo("requested");
            assertThat(revoke.getBoolean("finished")).isFalse();
            assertThat(stage.revokers(message)).containsExactly("u1");

            // Without a time it does not wait at all, and says the same.
            assertThat(desk.ask(RevokeStage.by(message, "u1", "member")).is(202).id())
                    .isEqualTo(revoke.getString("id"));

            stage.server().restart();
            desk.ask(RevokeStage.by(message, "u1", "member").put("wait", 60))
                    .is(200)
                    .isRevoke("confirmed");
            assertThat(desk.show(revoke.getString("id")).log().get(0).getString("outcome"))
                    .isEqualTo("try_again");
        }
    }
}
