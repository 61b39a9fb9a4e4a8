package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.wkgate.chat.ChatCalls;
import io.wkgate.chat.ChatClient;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TsddTables;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: in the layout tsdd a revoke is one row of message_extra as TangSengDaoDaoServer writes it, reading shows it, and
 * WuKongIM 3 tells the members that group_member holds.
 */
@ExtendWith(DatabaseServerExtension.class)
class TsddRevokeTest {

    private static RevokeStage stage(ConnectionDetails database) throws Exception {
        TsddTables.create(database);
        Sql.run(
                database,
                "INSERT INTO group_member (group_no, uid, role, is_deleted, status) VALUES ('g1', 'u1', 1, 0, 1),"
                        + " ('g1', 'u2', 0, 0, 1), ('g1', 'u3', 0, 1, 1), ('g1', 'u4', 0, 0, 2)");
        RevokeStage stage = RevokeStage.set(
                database, "v3-20260823", SimulatedRevokeServer::new, Map.of("WKGATE_DATABASE_LAYOUT", "tsdd"));
        stage.users().group("g1", false, "u1", "u2", "u3", "u4");
        return stage;
    }

    private static long stored(RevokeStage stage, String channelId, int channelType) {
        long id = stage.users().send("u1", channelId, channelType);
        await().until(() -> stage.gateway().api("GET", "/v1/messages/" + id, "").statusCode() == 200);
        return id;
    }

    private static String extra(ConnectionDetails database, long message, String column) throws Exception {
        return Sql.column(database, "SELECT `" + column + "` FROM message_extra WHERE message_id = '" + message + "'")
                .get(0);
    }

    @Test
    void oneRowMarksItAndTheMembersAreTold(ConnectionDetails database) throws Exception {
        try (RevokeStage stage = stage(database);
                ChatClient u1 = stage.users().online("u1", ChatClient.APP);
                ChatClient u2 = stage.users().online("u2", ChatClient.APP);
                ChatClient left = stage.users().online("u3", ChatClient.APP)) {
            long message = stored(stage, "g1", ChatCalls.GROUP);
            Instant before = Instant.now();
            Desk desk = new Desk(stage.gateway(), database);
            JsonObject answer = desk.ask(RevokeStage.by(message, "u1", "member").put("wait", "30s"))
                    .is(200)
                    .isRevoke("confirmed")
                    .json();
            Instant after = Instant.now();
            await().until(() ->
                    List.of(u1, u2).stream().allMatch(client -> client.revokes().size() == 1));
            assertThat(u2.revokes().get(0).messageId()).isEqualTo(Long.toString(message));
            assertThat(left.revokes()).isEmpty();
            JsonObject online = desk.show(answer.getString("id")).log().get(0);
            assertThat(online.getString("step")).startsWith("online-1-");
            assertThat(online.getString("request")).contains("\"subscribers\":[\"u1\",\"u2\"]");

            assertThat(extra(database, message, "revoke")).isEqualTo("1");
            assertThat(extra(database, message, "revoker")).isEqualTo("u1");
            assertThat(extra(database, message, "from_uid")).isEqualTo("u1");
            assertThat(extra(database, message, "channel_id")).isEqualTo("g1");
            assertThat(extra(database, message, "channel_type")).isEqualTo("2");
            assertThat(Long.parseLong(extra(database, message, "version")))
                    .as("microseconds")
                    .isBetween(micros(before), micros(after));
        }
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    @Test
    void theRowIsWrittenOnceAndReadingShowsTheMark(ConnectionDetails database) throws Exception {
        try (RevokeStage stage = stage(database)) {
            Desk desk = new Desk(stage.gateway(), database);
            long message = stored(stage, "u2", ChatCalls.PERSON);
            String path = "/v1/messages/" + message;
            assertThat(read(stage, path).containsKey("payload")).isTrue();
            JsonObject revoke = RevokeStage.by(message, "u1", "member");
            desk.ask(revoke.copy().put("wait", "30s")).is(200).isRevoke("confirmed");
            String version = extra(database, message, "version");
            desk.ask(revoke).is(200);
            desk.ask(RevokeStage.by(message, "root", "admin")).is(200);
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM message_extra"))
                    .isEqualTo(1);
            assertThat(extra(database, message, "version")).isEqualTo(version);
            assertThat(extra(database, message, "revoker")).isEqualTo("u1");

            for (JsonObject shown : List.of(
                    read(stage, path),
                    read(stage, "/v1/channels/1/u2/messages?uid=u1")
                            .getJsonArray("items")
                            .getJsonObject(0))) {
                assertThat(shown.containsKey("payload")).isFalse();
                assertThat(shown.getJsonObject("revoked").getString("by")).isEqualTo("u1");
                Instant at = shown.getJsonObject("revoked").getInstant("at");
                assertThat(micros(at)).isCloseTo(Long.parseLong(version), within(1000L));
            }
            assertThat(read(stage, path + "?role=admin").containsKey("payload")).isTrue();
        }
    }

    private static JsonObject read(RevokeStage stage, String path) throws Exception {
        return new JsonObject(stage.gateway().api("GET", path, "").body());
    }

    /** Their server knows other extras of a message, such as who has read it; they stay as they are. */
    @Test
    void aRowThatIsThereBecomesTheMark(ConnectionDetails database) throws Exception {
        try (RevokeStage stage = stage(database)) {
            long message = stored(stage, "g1", ChatCalls.GROUP);
            Sql.run(
                    database,
                    "INSERT INTO message_extra (message_id, message_seq, channel_id, channel_type, from_uid, version,"
                            + " readed_count) VALUES ('" + message + "', 1, 'g1', 2, 'u1', 7, 3)");
            new Desk(stage.gateway(), database)
                    .ask(RevokeStage.by(message, "u1", "member").put("notify", false))
                    .is(200);
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM message_extra"))
                    .isEqualTo(1);
            assertThat(extra(database, message, "revoke")).isEqualTo("1");
            assertThat(extra(database, message, "revoker")).isEqualTo("u1");
            assertThat(extra(database, message, "readed_count")).isEqualTo("3");
            assertThat(Long.parseLong(extra(database, message, "version"))).isGreaterThan(7);
        }
    }
}
