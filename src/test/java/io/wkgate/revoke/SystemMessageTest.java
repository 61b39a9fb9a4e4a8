package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.wkgate.chat.ChatCalls;
import io.wkgate.chat.ChatClient;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: what the system wrote to one user is revoked there, although the webhook of WuKongIM 2 does not say to whom it
 * was written: its log still does.
 */
@ExtendWith(DatabaseServerExtension.class)
class SystemMessageTest {

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5"})
    void theUserIsTold(String version, ConnectionDetails database) throws Exception {
        try (RevokeStage stage = RevokeStage.set(database, version, SimulatedRevokeServer::new, Map.of());
                ChatClient user = stage.users().online("u2", ChatClient.APP)) {
            long message = stage.stored("", "u2", ChatCalls.PERSON);

            JsonObject answer = stage.revoke(RevokeStage.by(message, "root", "admin"));

            assertThat(answer.getString("state")).as(answer.encode()).isEqualTo("confirmed");
            await().until(() -> user.revokes().stream()
                    .anyMatch(revoke -> revoke.messageId().equals(Long.toString(message))));
        }
    }
}
