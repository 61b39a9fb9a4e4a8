package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.wkgate.chat.ChatClient;
import io.wkgate.chat.RevokeSeen;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: by its client_msg_no every stored copy of a message is marked and told, and no other message. */
@ExtendWith(DatabaseServerExtension.class)
class EveryCopyTest {

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.2.5", "v3-20260823"})
    void everyCopyIsMarkedAndTold(String version, ConnectionDetails database) throws Exception {
        try (RevokeStage stage = RevokeStage.set(database, version, SimulatedRevokeServer::new, Map.of());
                ChatClient u2 = stage.users().online("u2", ChatClient.APP)) {
            stage.users().group("g1", false, "u1", "u2");
            Desk desk = new Desk(stage.gateway(), database);
            desk.receive(
                    Desk.message(0).put("client_msg_no", "twice"),
                    Desk.message(1).put("client_msg_no", "twice"),
                    Desk.message(2).put("client_msg_no", "twice"),
                    Desk.message(3).put("client_msg_no", "once"),
                    Desk.message(4).put("client_msg_no", "twice").put("channel_id", "g2"));
            JsonObject revoke = new JsonObject()
                    .put("client_msg_no", "twice")
                    .put("channel_id", "g1")
                    .put("channel_type", 2)
                    .put("subscribers", List.of("u1", "u2"))
                    .put("operator", new JsonObject().put("uid", "u1").put("role", "member"))
                    .put("wait", "30s");
            JsonObject answer = desk.ask(revoke).is(200).isRevoke("confirmed").json();
            String[] copies = {
                Long.toString(Desk.id(0)), Long.toString(Desk.id(1)), Long.toString(Desk.id(2)),
            };
            List<JsonObject> revokes = answer.getJsonArray("revokes").stream()
                    .map(JsonObject.class::cast)
                    .toList();
            assertThat(revokes).extracting(one -> one.getString("message_id")).containsExactlyInAnyOrder(copies);
            assertThat(revokes)
                    .allSatisfy(one -> assertThat(one.getString("state")).isEqualTo("confirmed"));
            assertThat(Sql.column(database, "SELECT message_id FROM message WHERE is_revoked = 1"))
                    .containsExactlyInAnyOrder(copies);
            await().untilAsserted(() ->
                    assertThat(u2.revokes()).extracting(RevokeSeen::messageId).contains(copies));
            assertThat(u2.revokes())
                    .extracting(RevokeSeen::messageId)
                    .doesNotContain(Long.toString(Desk.id(3)), Long.toString(Desk.id(4)));
            assertThat(revokes)
                    .allSatisfy(one -> assertThat(desk.actions(Long.parseLong(one.getString("message_id"))))
                            .containsExactly("accepted"));

            // Again: the same revokes.
            JsonObject again = desk.ask(revoke).is(200).json();
            assertThat(again.getJsonArray("revokes").stream()
                            .map(one -> ((JsonObject) one).getString("id"))
                            .toList())
                    .isEqualTo(revokes.stream().map(one -> one.getString("id")).toList());
        }
    }
}
