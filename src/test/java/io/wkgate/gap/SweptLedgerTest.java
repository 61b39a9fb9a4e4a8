package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.event.ChannelKey;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import io.wkgate.upstream.ListedChannel;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: what a sweep finds is a gap of that sweep in the real tables, over just the numbers that are missing. */
@ExtendWith(DatabaseServerExtension.class)
class SweptLedgerTest {

    private static final ChannelKey GROUP = SweepFixture.group("g1");
    private static final ChannelKey OTHER = SweepFixture.group("g2");

    private ConnectionDetails details;
    private SweepFixture fixture;

    @BeforeEach
    void open(ConnectionDetails database) throws Exception {
        details = database;
        fixture = SweepFixture.withLedger(database);
        Sql.run(
                details,
                "INSERT INTO wkgate_lease (name, expires_at, beat_at, made_at) VALUES ('finder', UTC_TIMESTAMP(3),"
                        + " UTC_TIMESTAMP(3), '2026-11-01 10:00:00.000')",
                "INSERT INTO wkgate_channel (channel_id, channel_type, first_seq, last_seq, last_message_id, seen_at)"
                        + " VALUES ('g1', 2, 11, 20, 0, UTC_TIMESTAMP(3))");
        fixture.log.has(GROUP, 20);
        fixture.start();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private SweepRow done(SweepOrder order) {
        long id = fixture.await(fixture.table.order(order, "a test"));
        fixture.wake();
        return fixture.ended(id);
    }

    /** Those of the sweep that are open, as {@code channel first-last reason floor}. */
    private List<String> gaps(SweepRow sweep) throws Exception {
        return Sql.column(
                details,
                "SELECT CONCAT(channel_id, ' ', first_seq, '-', last_seq, ' ', reason, ' ', COALESCE(floor_at, 'all'))"
                        + " FROM wkgate_gap WHERE state = 0 AND sweep = " + sweep.id()
                        + " ORDER BY channel_id, first_seq");
    }

    @Test
    void whatIsBehindAndWhatIsNew() throws Exception {
        fixture.log.has(GROUP, 25);
        fixture.log.listed.add(List.of(new ListedChannel(OTHER, 7)));
        SweepRow row = done(new SweepOrder.AllKnown());
        assertThat(row.behind()).isEqualTo(2);
        assertThat(gaps(row)).containsExactly("g1 21-25 behind all", "g2 1-7 behind 2026-11-01 09:59:00.000");
        assertThat(done(new SweepOrder.AllKnown()).behind()).isZero();
    }

    @Test
    void aChannelBeginsAnewThoughItsLastNumberWasToldWithoutItsMessage() throws Exception {
        fixture.log.has(GROUP, 25);
        fixture.log.newestIds.put(GROUP, Numbers.id(Instant.parse("2026-11-02T10:00:00Z")));
        done(new SweepOrder.AllKnown());
        fixture.log.has(GROUP, 3);
        fixture.log.newestIds.put(GROUP, Numbers.id(Instant.parse("2026-11-03T10:00:00Z")));
        assertThat(gaps(done(new SweepOrder.AllKnown()))).containsExactly("g1 1-3 renumbered 2026-11-01 09:59:00.000");
    }

    @Test
    void sinceATimeAlsoWhatIsBehindAndWhatIsNew() throws Exception {
        fixture.log.has(GROUP, 25);
        fixture.log.listed.add(List.of(new ListedChannel(OTHER, 7)));
        SweepRow row = done(new SweepOrder.Since(Instant.parse("2026-10-20T10:00:00Z")));
        assertThat(gaps(row))
                .containsExactly(
                        "g1 1-20 asked 2026-10-20 10:00:00.000",
                        "g1 21-25 behind all",
                        "g2 1-7 behind 2026-10-20 10:00:00.000");
    }

    @Test
    void theHistoryOfAllDownToTheirBeginning() throws Exception {
        fixture.log.listed.add(List.of(new ListedChannel(OTHER, 7)));
        SweepRow row = done(new SweepOrder.History(List.of()));
        assertThat(gaps(row)).containsExactly("g1 1-10 history all", "g2 1-7 behind all");
        assertThat(gaps(done(new SweepOrder.History(List.of())))).isEmpty();
    }

    @Test
    void theHistoryAfterMessagesSinceATimeWereReadAgain() throws Exception {
        done(new SweepOrder.Since(Instant.parse("2026-10-20T10:00:00Z")));
        Sql.run(details, "UPDATE wkgate_gap SET state = 1");
        assertThat(gaps(done(new SweepOrder.History(List.of())))).containsExactly("g1 1-10 history all");
        Sql.run(details, "UPDATE wkgate_gap SET state = 1");
        assertThat(gaps(done(new SweepOrder.History(List.of())))).isEmpty();
    }

    @Test
    void someNumbersOfOneChannel() throws Exception {
        SweepRow row = done(new SweepOrder.OneChannel(GROUP, OptionalLong.of(15), OptionalLong.of(30)));
        assertThat(gaps(row)).containsExactly("g1 15-20 asked all");
    }
}
