package io.wkgate.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: what is stored can be read by channel, page by page in both directions, and by id, as the asking user. */
@ExtendWith(DatabaseServerExtension.class)
class ReadingTest {

    private static final long ID = EventBodies.FIRST_ID;

    private ConnectionDetails database;
    private TestGateway gateway;

    @BeforeEach
    void start(ConnectionDetails fresh) {
        database = fresh;
        gateway = TestGateway.start(fresh);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private void store(JsonObject... entries) throws Exception {
        assertThat(gateway.post("msg.notify", EventBodies.notifyOf(entries)).statusCode())
                .isEqualTo(200);
    }

    private static JsonObject message(int number) {
        return EventBodies.message(ID + number);
    }

    private static JsonObject person(int number, String from, String to) {
        return message(number).put("from_uid", from).put("channel_id", to).put("channel_type", 1);
    }

    private List<Long> read(String path) throws Exception {
        return ApiAnswer.get(gateway, path).items().stream()
                .map(item -> Long.parseLong(item.getString("message_id")) - ID)
                .toList();
    }

    /** All pages one after the other, each asked for by the next of the one before. */
    private List<Long> follow(String path) throws Exception {
        List<Long> all = new ArrayList<>();
        String query = path.substring(path.indexOf('?') + 1);
        for (int pages = 0; !query.isEmpty(); pages++) {
            assertThat(pages).as("pages").isLessThan(50);
            String page = path.substring(0, path.indexOf('?') + 1) + query;
            all.addAll(read(page));
            query = ApiAnswer.get(gateway, page).json().getString("next");
        }
        return all;
    }

    @Test
    void aMessageIsShownWithEverythingThatIsKept() throws Exception {
        store(message(0));
        assertThat(ApiAnswer.get(gateway, "/v1/messages/" + ID).is(200).json())
                .isEqualTo(new JsonObject()
                        .put("message_id", Long.toString(ID))
                        .put("message_seq", 1)
                        .put("client_msg_no", "no-" + ID)
                        .put("from_uid", "u1")
                        .put("channel_id", "g1")
                        .put("channel_type", 2)
                        .put("red_dot", true)
                        .put("setting", 0)
                        .put("expire", 0)
                        .put("timestamp", "2026-11-22T03:55:52Z")
                        .put("payload", message(0).getString("payload")));
    }

    @Test
    void aChannelIsReadInBothDirectionsFromANumber() throws Exception {
        store(message(0), message(1), message(2), message(3), message(4).put("channel_id", "g2"));
        String channel = "/v1/channels/2/g1/messages";
        assertThat(read(channel)).containsExactly(3L, 2L, 1L, 0L);
        assertThat(read(channel + "?direction=forward")).containsExactly(0L, 1L, 2L, 3L);
        assertThat(read(channel + "?from_seq=2")).containsExactly(1L, 0L);
        assertThat(read(channel + "?from_seq=2&direction=forward&limit=2")).containsExactly(1L, 2L);
        assertThat(read("/v1/channels/2/nobody/messages")).isEmpty();
    }

    @Test
    void pagesAreFollowedByTheirNextAlsoWhereNumbersRepeat() throws Exception {
        List<JsonObject> entries = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            entries.add(message(i).put("message_seq", i < 3 ? i : i < 7 ? 3 : i));
        }
        store(entries.toArray(JsonObject[]::new));
        for (int limit : List.of(1, 2, 3, 9, 10)) {
            assertThat(follow("/v1/channels/2/g1/messages?limit=" + limit))
                    .as("backward by %d", limit)
                    .containsExactly(8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L, 0L);
            assertThat(follow("/v1/channels/2/g1/messages?direction=forward&limit=" + limit))
                    .as("forward by %d", limit)
                    .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        }
    }

    @Test
    void aChannelIsReadFromATimeOn() throws Exception {
        // A millisecond of the id is 2^22.
        long minute = 60_000L << 22;
        store(
                EventBodies.message(ID).put("message_seq", 1),
                EventBodies.message(ID + minute).put("message_seq", 2),
                EventBodies.message(ID + 2 * minute).put("message_seq", 3));
        String middle =
                Instant.ofEpochMilli(((ID + minute) >> 22) + 1_288_834_974_657L).toString();
        String path = "/v1/channels/2/g1/messages?limit=1&from_time=" + middle;
        assertThat(follow(path + "&direction=forward")).containsExactly(minute, 2 * minute);
        assertThat(follow(path)).containsExactly(minute, 0L);
        String elsewhere = OffsetDateTime.parse(middle)
                .withOffsetSameInstant(ZoneOffset.ofHours(8))
                .toString();
        assertThat(follow("/v1/channels/2/g1/messages?limit=1&from_time=" + elsewhere))
                .as("an offset whose plus was not encoded")
                .containsExactly(minute, 0L);
    }

    @Test
    void aPersonChannelIsReadFromBothSidesAndByOneself() throws Exception {
        store(person(0, "u1", "u2"), person(1, "u2", "u1"), person(2, "u1", "u1"), person(3, "u1", "u3"));
        assertThat(read("/v1/channels/1/u2/messages?uid=u1")).containsExactly(1L, 0L);
        assertThat(read("/v1/channels/1/u1/messages?uid=u2")).containsExactly(1L, 0L);
        assertThat(read("/v1/channels/1/" + ChannelKey.join("u1", "u2") + "/messages?uid=u2"))
                .as("by the joined id")
                .containsExactly(1L, 0L);
        assertThat(read("/v1/channels/1/u1/messages?uid=u1")).containsExactly(2L);
        assertThat(read("/v1/channels/1/u2/messages?uid=u3")).isEmpty();
        assertThat(ApiAnswer.get(gateway, "/v1/channels/1/u1/messages?uid=u2").items())
                .extracting(item -> item.getString("channel_id"))
                .as("as the asking user knows it")
                .containsOnly("u1");
    }

    @Test
    void whatTwoSayToEachOtherDoesNotExistForAThirdButForAnAdministrator() throws Exception {
        store(person(0, "u1", "u2"));
        String path = "/v1/messages/" + ID;
        assertThat(ApiAnswer.get(gateway, path + "?uid=u1").is(200).json().getString("channel_id"))
                .isEqualTo("u2");
        assertThat(ApiAnswer.get(gateway, path + "?uid=u2").is(200).json().getString("channel_id"))
                .isEqualTo("u1");
        assertThat(ApiAnswer.get(gateway, path).is(200).json().getString("channel_id"))
                .isEqualTo(ChannelKey.join("u1", "u2"));
        ApiAnswer.get(gateway, path + "?uid=u3").is(404);
        ApiAnswer.get(gateway, path + "?uid=u3&role=admin").is(200);
    }

    @Test
    void uidsOfEveryKindArriveAsTheyAre() throws Exception {
        for (String uid :
                List.of("1.5", "-5", "true", "a+b", "100%25", "a\"b\\c", "{}", "张三", "a@b", "x y", "a&b=c", "null")) {
            String encoded = URLEncoder.encode(uid, StandardCharsets.UTF_8).replace("+", "%20");
            JsonObject entry = person(uid.hashCode() & 0xFFFF, uid, "peer of it");
            store(entry);
            long number = uid.hashCode() & 0xFFFF;
            assertThat(read("/v1/channels/1/peer%20of%20it/messages?uid=" + encoded))
                    .as(uid)
                    .containsExactly(number);
            assertThat(read("/v1/channels/1/" + encoded + "/messages?uid=peer%20of%20it"))
                    .as(uid)
                    .containsExactly(number);
        }
    }

    @Test
    void whileTheDatabaseRefusesTheAnswerIsUnavailable() throws Exception {
        Sql.run(database, "RENAME TABLE message TO gone");
        ApiAnswer.get(gateway, "/v1/messages/5").is(503);
        ApiAnswer.get(gateway, "/v1/channels/2/g1/messages").is(503);
        ApiAnswer.get(gateway, "/v1/messages/5/draft?uid=u1").is(503);
    }
}
