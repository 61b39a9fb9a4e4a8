package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.event.Refusal;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TsddTables;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: in the tsdd layout a message stands where TangSengDaoDaoServer looks for it and as it would have written
 * it, and none of its tables is changed.
 */
@ExtendWith(DatabaseServerExtension.class)
class TsddLayoutTest {

    private static final long ID = EventBodies.FIRST_ID;

    private ConnectionDetails database;

    @BeforeEach
    void createTables(ConnectionDetails fresh) throws Exception {
        TsddTables.create(fresh);
        database = fresh;
    }

    @Test
    void aGroupsMessageStandsInTheTableOfItsChecksum() throws Exception {
        // crc32_ieee of g1, g2, …, computed with another program (zlib).
        store(group("g1"), group("g2"), group("g3"), group("g4"), group("g5"), group("g6"), group("g7"), group("g8"));
        assertThat(channels("message")).containsExactlyInAnyOrder("g6", "g7");
        assertThat(channels("message1")).containsExactlyInAnyOrder("g5");
        assertThat(channels("message2")).containsExactlyInAnyOrder("g2", "g3", "g4");
        assertThat(channels("message3")).containsExactlyInAnyOrder("g8");
        assertThat(channels("message4")).containsExactlyInAnyOrder("g1");
    }

    @Test
    void aPersonsMessageStandsUnderTheJoinedIdWhoeverSentIt() throws Exception {
        store(
                EventBodies.message(ID)
                        .put("channel_type", 1)
                        .put("channel_id", "u2")
                        .put("from_uid", "u1"),
                EventBodies.message(ID + 1)
                        .put("channel_type", 1)
                        .put("channel_id", "u1")
                        .put("from_uid", "u2"),
                EventBodies.message(ID + 2).put("channel_type", 1).put("channel_id", "u2@u1"));
        assertThat(Sql.column(database, "SELECT CONCAT(message_id, ' ', channel_id) FROM message"))
                .containsExactly(ID + " u2@u1", (ID + 1) + " u2@u1", (ID + 2) + " u2@u1");
    }

    @Test
    void everyColumnHoldsWhatTheServerItselfWouldWrite() throws Exception {
        JsonObject header =
                new JsonObject().put("no_persist", 0).put("red_dot", 1).put("sync_once", 0);
        store(group("g1")
                .put("header", header)
                .put("setting", 32 | 128)
                .put("message_seq", 7)
                .put("client_msg_no", "No-1")
                .put("expire", 60)
                .put("timestamp", 1_795_319_752)
                .put("payload", EventBodies.base64(EventBodies.bytes("not JSON"))));
        assertThat(Sql.column(
                        database,
                        "SELECT CONCAT_WS('|', message_id, message_seq, client_msg_no, header, setting, `signal`, from_uid,"
                                + " channel_id, channel_type, timestamp, payload, is_deleted, voice_status, expire,"
                                + " expire_at) FROM message4"))
                .containsExactly(
                        ID + "|7|No-1|{\"no_persist\":0,\"red_dot\":1,\"sync_once\":0}|160|1|u1|g1|2|1795319752"
                                + "|not JSON|0|0|60|1795319812");
    }

    @Test
    void aMessageThatNeverExpiresAndIsNotEncryptedHasZeroThere() throws Exception {
        store(group("g1").put("setting", 128));
        assertThat(Sql.column(database, "SELECT CONCAT_WS('|', `signal`, expire, expire_at) FROM message4"))
                .containsExactly("0|0|0");
    }

    @Test
    void theSameMessagesAgainChangeNothing() throws Exception {
        JsonObject[] messages = {group("g1"), group("g2"), group("g3"), group("g4")};
        assertThat(store(messages)).isEqualTo(new Written(4, 0, List.of()));
        assertThat(store(messages)).isEqualTo(new Written(0, 4, List.of()));
        assertThat(all()).hasSize(4);
    }

    @Test
    void aTextThatDoesNotFitItsTablesIsADeadLetterAndTheOthersAreRows() throws Exception {
        Written written = store(group("g1"), group("g2").put("from_uid", "u".repeat(41)), group("x".repeat(101)));
        assertThat(written.stored()).isEqualTo(1);
        assertThat(written.setAside())
                .extracting(NewDeadLetter::refusal)
                .extracting(Refusal::toString)
                .containsExactly(
                        "from_uid: 41 characters, and the column holds 40",
                        "channel_id: 101 characters, and the column holds 100");
    }

    @Test
    void nothingIsCreatedButTablesUnderOurPrefixAndNoOtherIsChanged() throws Exception {
        List<String> before = definitions();
        store(group("g1"));
        assertThat(definitions()).isEqualTo(before);
        assertThat(Sql.column(database, "SHOW TABLES"))
                .filteredOn(table -> !table.startsWith("wkgate_"))
                .containsExactlyInAnyOrder(
                        "message", "message1", "message2", "message3", "message4", "message_extra", "group_member");
    }

    private List<String> definitions() throws Exception {
        return Sql.column(
                database,
                "SELECT CONCAT_WS(' ', table_name, column_name, column_type, is_nullable, column_default, column_key)"
                        + " FROM information_schema.columns WHERE table_schema = DATABASE()"
                        + " AND table_name NOT LIKE 'wkgate%' ORDER BY table_name, ordinal_position");
    }

    private List<String> channels(String table) throws Exception {
        return Sql.column(database, "SELECT channel_id FROM " + table);
    }

    private List<String> all() throws Exception {
        List<String> ids = new ArrayList<>();
        for (String table : List.of("message", "message1", "message2", "message3", "message4")) {
            ids.addAll(Sql.column(database, "SELECT message_id FROM " + table));
        }
        return ids;
    }

    private Written store(JsonObject... messages) {
        try (StoreFixture store = StoreFixture.open(database, LayoutName.TSDD)) {
            return store.write(
                    List.of(messages).stream().map(StoreFixture::entry).toList());
        }
    }

    private static JsonObject group(String channel) {
        long id = channel.equals("g1") ? ID : ID + Math.floorMod(channel.hashCode(), 1000) + 1;
        return EventBodies.message(id).put("channel_id", channel);
    }
}
