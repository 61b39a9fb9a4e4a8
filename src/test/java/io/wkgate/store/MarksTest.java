package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.event.Message;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The promise: in each layout a message is marked once, and who was first stays. */
@ExtendWith(DatabaseServerExtension.class)
class MarksTest {

    private static final long ID = EventBodies.FIRST_ID;
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.123Z");

    private ConnectionDetails database;

    @BeforeEach
    void take(ConnectionDetails fresh) {
        database = fresh;
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void theFirstRevokerAndTheFirstTimeStay(LayoutName layout) throws Exception {
        try (LayoutFixture fixture = new LayoutFixture(database, layout)) {
            fixture.write(EventBodies.message(ID));
            Message message = fixture.message(ID);
            assertThat(fixture.mark(message, "u1", AT).await()).isTrue();
            assertThat(fixture.mark(message, "u2", AT.plusSeconds(9)).await()).isFalse();
            assertThat(fixture.reader().find(ID).await().orElseThrow().mark()).contains(new Mark("u1", AT));
        }
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void ofManyAtOnceExactlyOneMarksIt(LayoutName layout) throws Exception {
        try (LayoutFixture fixture = new LayoutFixture(database, layout)) {
            for (int round = 0; round < 20; round++) {
                fixture.write(EventBodies.message(ID + round));
                Message message = fixture.message(ID + round);
                List<Future<Boolean>> marked = new ArrayList<>();
                for (int i = 0; i < 16; i++) {
                    marked.add(fixture.mark(message, "u" + i, AT.plusMillis(i)));
                }
                List<Boolean> results =
                        marked.stream().map(done -> done.await()).toList();
                assertThat(results).containsOnlyOnce(true);
                int first = results.indexOf(true);
                assertThat(fixture.reader()
                                .find(ID + round)
                                .await()
                                .orElseThrow()
                                .mark())
                        .contains(new Mark("u" + first, AT.plusMillis(first)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void aRevokerThatDoesNotFitIsToldBeforeTheDatabaseIsAsked(LayoutName layout) {
        int limit = layout == LayoutName.TSDD ? 40 : 255;
        assertThat(Marks.of(layout).refuses("u".repeat(limit))).isEmpty();
        assertThat(Marks.of(layout).refuses("u".repeat(limit + 1))).isPresent();
    }

    @Test
    void tsddsServerFindsTheMarkAsItWouldHaveWrittenIt() throws Exception {
        try (LayoutFixture fixture = new LayoutFixture(database, LayoutName.TSDD)) {
            fixture.write(EventBodies.message(ID)
                    .put("channel_type", 1)
                    .put("channel_id", "u2")
                    .put("message_seq", 5));
            fixture.mark(fixture.message(ID), "u1", AT).await();
            assertThat(Sql.column(
                            database,
                            "SELECT CONCAT_WS('|', message_id, message_seq, from_uid, channel_id, channel_type, `revoke`,"
                                    + " revoker, version, is_deleted) FROM message_extra"))
                    .containsExactly(ID + "|5|u1|u2@u1|1|1|u1|1795341600123000|0");
        }
    }

    @Test
    void whatTsddsServerWroteIntoTheSameRowStays() throws Exception {
        try (LayoutFixture fixture = new LayoutFixture(database, LayoutName.TSDD)) {
            fixture.write(EventBodies.message(ID));
            Sql.run(
                    database,
                    "INSERT INTO message_extra (message_id, channel_id, channel_type, content_edit, is_pinned, version)"
                            + " VALUES ('" + ID + "', 'g1', 2, 'edited', 1, 5)");
            assertThat(fixture.mark(fixture.message(ID), "u1", AT).await()).isTrue();
            assertThat(Sql.column(
                            database,
                            "SELECT CONCAT_WS('|', content_edit, is_pinned, `revoke`, revoker, version) FROM"
                                    + " message_extra"))
                    .containsExactly("edited|1|1|u1|1795341600123000");
        }
    }
}
