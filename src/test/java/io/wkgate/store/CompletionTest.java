package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.event.Message;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.Sql;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The promise: a webhook that comes after repair wrote its message fills in what upstream's log does not tell, and changes
 * nothing else; a mark of a revoke stays.
 */
@ExtendWith(DatabaseServerExtension.class)
class CompletionTest {

    private static final long ID = EventBodies.FIRST_ID;

    private final ConnectionDetails database;

    CompletionTest(ConnectionDetails database) {
        this.database = database;
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void whatTheLogDoesNotTellIsFilledIn(LayoutName layout) throws Exception {
        try (LayoutFixture fixture = new LayoutFixture(database, layout)) {
            repair(fixture, fromLog(ID), fromLog(ID + 1));
            Written written = webhook(fixture, fromWebhook(ID), fromWebhook(ID + 2));
            assertThat(written).isEqualTo(new Written(1, 1, List.of()));

            assertThat(fixture.message(ID)).isEqualTo(message(fromWebhook(ID).put("payload", payload("log"))));
            assertThat(fixture.message(ID + 1)).isEqualTo(message(fromLog(ID + 1)));
            assertThat(fixture.message(ID + 2)).isEqualTo(message(fromWebhook(ID + 2)));
        }
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void whatTheWebhookLeavesOutStays(LayoutName layout) throws Exception {
        try (LayoutFixture fixture = new LayoutFixture(database, layout)) {
            repair(fixture, fromWebhook(ID));
            webhook(fixture, fromLog(ID).put("timestamp", 0));
            assertThat(fixture.message(ID)).isEqualTo(message(fromWebhook(ID)));
        }
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void whatRepairBringsAfterTheWebhookChangesNothing(LayoutName layout) throws Exception {
        try (LayoutFixture fixture = new LayoutFixture(database, layout)) {
            webhook(fixture, fromLog(ID));
            repair(fixture, fromWebhook(ID));
            assertThat(fixture.message(ID)).isEqualTo(message(fromLog(ID)));
        }
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void aMarkOfARevokeStays(LayoutName layout) throws Exception {
        try (LayoutFixture fixture = new LayoutFixture(database, layout)) {
            repair(fixture, fromLog(ID));
            Instant at = Instant.parse("2026-11-22T10:00:00.123Z");
            fixture.mark(fixture.message(ID), "u9", at).await();
            webhook(fixture, fromWebhook(ID));
            StoredMessage stored = fixture.reader().find(ID).await().orElseThrow();
            assertThat(stored.mark()).contains(new Mark("u9", at));
            assertThat(stored.message().expire()).isEqualTo(60);
        }
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void manyAtOnceAreFilledIn(LayoutName layout) throws Exception {
        try (LayoutFixture fixture = new LayoutFixture(database, layout)) {
            JsonObject[] log = new JsonObject[600];
            JsonObject[] webhook = new JsonObject[600];
            for (int i = 0; i < log.length; i++) {
                log[i] = fromLog(ID + i).put("channel_id", "g" + i % 7);
                webhook[i] = fromWebhook(ID + i).put("channel_id", "g" + i % 7);
            }
            repair(fixture, log);
            assertThat(webhook(fixture, webhook)).isEqualTo(new Written(0, 600, List.of()));
            for (int i = 0; i < log.length; i += 37) {
                assertThat(fixture.message(ID + i)).isEqualTo(message(webhook[i].put("payload", payload("log"))));
            }
        }
    }

    @Test
    void inTheNativeLayoutARowOfTheWebhooksOwnIsNotTouchedAndTheSourceStays() throws Exception {
        try (LayoutFixture fixture = new LayoutFixture(database, LayoutName.NATIVE)) {
            repair(fixture, fromLog(ID));
            webhook(fixture, fromLog(ID + 1));
            webhook(fixture, fromWebhook(ID), fromWebhook(ID + 1));
            assertThat(fixture.message(ID + 1)).isEqualTo(message(fromLog(ID + 1)));
            assertThat(Sql.column(database, "SELECT source FROM message ORDER BY message_id"))
                    .containsExactly("repair", "webhook");
        }
    }

    @Test
    void inTheTsddLayoutTheColumnsThatFollowFromOthersFollow() throws Exception {
        try (LayoutFixture fixture = new LayoutFixture(database, LayoutName.TSDD)) {
            repair(fixture, fromLog(ID));
            webhook(fixture, fromWebhook(ID));
            assertThat(
                            Sql.column(
                                    database,
                                    "SELECT CONCAT_WS('|', header, setting, `signal`, timestamp, expire, expire_at) FROM message4"))
                    .containsExactly("{\"no_persist\":0,\"red_dot\":1,\"sync_once\":0}|160|1|1795319752|60|1795319812");
        }
    }

    @Test
    void aRowThatTheDatabaseDoesNotLetCompleteCostsNoEvent() throws Exception {
        try (LayoutFixture fixture = new LayoutFixture(database, LayoutName.NATIVE)) {
            repair(fixture, fromLog(ID));
            Sql.run(
                    database,
                    "CREATE TRIGGER refuse BEFORE UPDATE ON message FOR EACH ROW IF NEW.expire > 0"
                            + " THEN SIGNAL SQLSTATE '45000'; END IF");
            assertThat(webhook(fixture, fromWebhook(ID), fromWebhook(ID + 1))).isEqualTo(new Written(1, 1, List.of()));
            assertThat(fixture.message(ID)).isEqualTo(message(fromLog(ID)));
        }
    }

    /** As v3's log has it, with the time from the id. */
    private static JsonObject fromLog(long id) {
        return EventBodies.message(id)
                .put(
                        "header",
                        new JsonObject().put("no_persist", 0).put("red_dot", 0).put("sync_once", 0))
                .put("client_msg_no", "")
                .put("timestamp", 1_795_319_751)
                .put("payload", payload("log"));
    }

    private static JsonObject fromWebhook(long id) {
        return EventBodies.message(id)
                .put("setting", 32 | 128)
                .put("expire", 60)
                .put("payload", payload("webhook"));
    }

    private static String payload(String text) {
        return EventBodies.base64(EventBodies.bytes(text));
    }

    private static Message message(JsonObject entry) {
        return StoreFixture.entry(entry).message();
    }

    private static void repair(LayoutFixture fixture, JsonObject... messages) {
        write(fixture, Source.REPAIR, messages);
    }

    private static Written webhook(LayoutFixture fixture, JsonObject... messages) {
        return write(fixture, Source.WEBHOOK, messages);
    }

    private static Written write(LayoutFixture fixture, Source source, JsonObject... messages) {
        return fixture.store()
                .write(new Batch(Stream.of(messages).map(StoreFixture::entry).toList(), List.of(), source));
    }
}
