package io.wkgate.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.TestGateway;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: what a real server of each version sent, byte for byte, becomes exactly the rows of its messages; commands
 * and transients are acknowledged and not stored.
 */
@ExtendWith(DatabaseServerExtension.class)
class RecordedEventsTest {

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5", "v3-20260823"})
    void everyRecordedEventIsAcknowledgedAndEveryMessageIsARow(String version, ConnectionDetails database)
            throws Exception {
        Map<Long, JsonObject> messages = new TreeMap<>();
        try (TestGateway gateway = TestGateway.start(database)) {
            for (String line : lines(version)) {
                JsonObject recorded = new JsonObject(line);
                String event = recorded.getString("path").replaceAll(".*event=", "");
                String body = recorded.getString("body");
                assertThat(gateway.post(event, body.getBytes(StandardCharsets.UTF_8))
                                .statusCode())
                        .isEqualTo(200);
                if (event.equals("msg.notify")) {
                    collect(new JsonArray(body), messages);
                }
            }
            assertThat(gateway.ops("GET", "/v1/deadletters").body()).contains("\"items\":[]");
        }
        Map<Long, MessageRows.Row> rows = MessageRows.byId(database);
        assertThat(rows.keySet()).isEqualTo(messages.keySet());
        messages.forEach((id, message) -> assertRow(rows.get(id), message));
    }

    private static List<String> lines(String version) throws Exception {
        return Files.readAllLines(Path.of("src/test/resources/recordings", version, "webhooks.jsonl"));
    }

    private static void collect(JsonArray body, Map<Long, JsonObject> messages) {
        body.forEach(element -> {
            JsonObject message = (JsonObject) element;
            JsonObject header = message.getJsonObject("header");
            if (header.getInteger("sync_once") == 0 && header.getInteger("no_persist") == 0) {
                messages.put(message.getLong("message_id"), message);
            }
        });
    }

    private static void assertRow(MessageRows.Row row, JsonObject message) {
        assertThat(row.messageSeq()).isEqualTo(message.getLong("message_seq"));
        assertThat(row.clientMsgNo()).isEqualTo(message.getString("client_msg_no"));
        assertThat(row.fromUid()).isEqualTo(message.getString("from_uid"));
        assertThat(row.channelType()).isEqualTo(message.getInteger("channel_type"));
        assertThat(row.redDot()).isEqualTo(message.getJsonObject("header").getInteger("red_dot") == 1);
        assertThat(row.setting()).isEqualTo(message.getInteger("setting"));
        assertThat(row.expire()).isEqualTo(message.getLong("expire"));
        assertThat(row.timestamp()).isEqualTo(message.getLong("timestamp"));
        assertThat(row.payload()).isEqualTo(Base64.getDecoder().decode(message.getString("payload")));
        if (row.channelType() == ChannelKey.PERSON) {
            assertThat(row.channelId()).isEqualTo("u2@u1");
        } else {
            assertThat(row.channelId()).isEqualTo(message.getString("channel_id"));
        }
    }
}
