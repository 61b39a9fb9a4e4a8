package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.Refusal;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Sql;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: the native table holds every value that WuKongIM's types can hold, unchanged, and ids by their bytes. */
@ExtendWith(DatabaseServerExtension.class)
class NativeLayoutTest {

    private static final long ID = EventBodies.FIRST_ID;

    @Test
    void theLargestValueOfEveryFieldIsStoredExactly(ConnectionDetails database) throws Exception {
        String uid = "😀".repeat(255);
        String channel = "漢".repeat(511);
        byte[] payload = {0, -1, '\'', '\\', 13, 10};
        Written written = store(
                database,
                EventBodies.message(Long.MAX_VALUE)
                        .put("message_idstr", Long.toString(Long.MAX_VALUE))
                        .put("message_seq", Long.MAX_VALUE)
                        .put("client_msg_no", uid)
                        .put("from_uid", uid)
                        .put("channel_id", channel)
                        .put("channel_type", 255)
                        .put("setting", 255)
                        .put("expire", 4_294_967_295L)
                        .put("timestamp", Long.MAX_VALUE)
                        .put("payload", EventBodies.base64(payload)));
        assertThat(written).isEqualTo(new Written(1, 0, List.of()));
        MessageRows.Row row = MessageRows.all(database).get(0);
        assertThat(row.payload()).isEqualTo(payload);
        assertThat(row)
                .usingRecursiveComparison()
                .ignoringFields("payload")
                .isEqualTo(new MessageRows.Row(
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        uid,
                        uid,
                        channel,
                        255,
                        true,
                        255,
                        4_294_967_295L,
                        Long.MAX_VALUE,
                        payload));
    }

    @Test
    void oneCharacterMoreIsADeadLetterThatNamesTheFieldWithoutAskingTheDatabase(ConnectionDetails database)
            throws Exception {
        Written written = store(
                database,
                EventBodies.message(ID).put("from_uid", "x".repeat(256)),
                EventBodies.message(ID + 1).put("client_msg_no", "x".repeat(256)),
                EventBodies.message(ID + 2).put("channel_id", "x".repeat(512)),
                EventBodies.message(ID + 3));
        assertThat(written.stored()).isEqualTo(1);
        assertThat(written.setAside())
                .extracting(NewDeadLetter::refusal)
                .extracting(Refusal::toString)
                .containsExactly(
                        "from_uid: 256 characters, and the column holds 255",
                        "client_msg_no: 256 characters, and the column holds 255",
                        "channel_id: 512 characters, and the column holds 511");
    }

    @Test
    void idsThatDifferOnlyInCaseOrAccentAreDifferentChannels(ConnectionDetails database) throws Exception {
        store(
                database,
                EventBodies.message(ID).put("channel_id", "g1"),
                EventBodies.message(ID + 1).put("channel_id", "G1"),
                EventBodies.message(ID + 2).put("channel_id", "é"),
                EventBodies.message(ID + 3).put("channel_id", "e"));
        assertThat(Sql.column(database, "SELECT message_id FROM message WHERE channel_id = 'g1'"))
                .containsExactly(Long.toString(ID));
        assertThat(Sql.column(database, "SELECT message_id FROM message WHERE channel_id = 'e'"))
                .containsExactly(Long.toString(ID + 3));
    }

    @Test
    void oneClientMessageNumberMayBeStoredTwiceUnderTwoIds(ConnectionDetails database) throws Exception {
        Written written = store(
                database,
                EventBodies.message(ID).put("client_msg_no", "same"),
                EventBodies.message(ID + 1).put("client_msg_no", "same"));
        assertThat(written.stored()).isEqualTo(2);
    }

    @Test
    void aRowSaysThatTheWebhookToldIt(ConnectionDetails database) throws Exception {
        store(database, EventBodies.message(ID));
        assertThat(Sql.column(database, "SELECT CONCAT_WS('|', source, is_revoked, revoked_at IS NULL) FROM message"))
                .containsExactly("webhook|0|1");
    }

    private static Written store(ConnectionDetails database, JsonObject... messages) {
        try (StoreFixture store = StoreFixture.open(database)) {
            return store.write(
                    List.of(messages).stream().map(StoreFixture::entry).toList());
        }
    }
}
