package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: what operators are told of gaps and sweeps is what the tables hold, and what they ask for is written there. */
@ExtendWith(DatabaseServerExtension.class)
class DeskTest {

    private static final String NONE = "NULL";

    private ConnectionDetails database;
    private DeskFixture fixture;
    private Desk desk;

    @BeforeEach
    void open(ConnectionDetails fresh) {
        database = fresh;
        fixture = new DeskFixture(fresh);
        desk = fixture.desk();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<Long> ids(Optional<GapState> state, Optional<ChannelKey> channel, OptionalLong before, int limit) {
        return desk.gaps(state, channel, before, limit).await().stream()
                .map(GapView::id)
                .toList();
    }

    @Test
    void beforeAnythingHappenedThereIsNothing() {
        assertThat(desk.summary().await())
                .isEqualTo(new GapSummary(0, 0, Optional.empty(), 0, 0, 0, 0, 0, Optional.empty(), Optional.empty()));
        assertThat(ids(Optional.empty(), Optional.empty(), OptionalLong.empty(), 10))
                .isEmpty();
        assertThat(desk.sweeps(OptionalLong.empty(), 10).await()).isEmpty();
        assertThat(desk.gap(1).await()).isEmpty();
        assertThat(desk.sweep(1).await()).isEmpty();
    }

    @Test
    void theSummaryCountsNumbersAndMessagesByState() throws Exception {
        fixture.gap("g1", 1, 10, GapState.REPAIRED, NONE, 9);
        fixture.gap("g1", 20, 29, GapState.OPEN, NONE, 5);
        fixture.gap("g2", 5, 5, GapState.OPEN, NONE, 0);
        fixture.gap("g1", 40, 42, GapState.ABSENT, NONE, 0);
        fixture.gap("g3", 1, 7, GapState.UNREADABLE, NONE, 1);
        Sql.run(
                database,
                "INSERT INTO wkgate_channel (channel_id, channel_type, first_seq, last_seq, last_message_id, seen_at)"
                        + " VALUES ('g1', 2, 1, 50, 0, '2026-11-22'), ('g2', 2, 1, 9, 0, '2026-11-22')",
                "INSERT INTO wkgate_arrival (at, numbers, unread) VALUES ('2026-11-22 08:00:00', '', 1),"
                        + " ('2026-11-22 09:00:01', '', 0), ('2026-11-22 09:00:02', '', 0)",
                "INSERT INTO wkgate_lease (name, expires_at, beat_at, made_at) VALUES ('finder', '2026-11-22',"
                        + " '2026-11-22', '2026-11-01 08:00:00')");
        assertThat(desk.summary().await())
                .isEqualTo(new GapSummary(
                        2,
                        11,
                        Optional.of(Instant.parse("2026-11-22T10:00:01.5Z")),
                        15,
                        3,
                        7,
                        2,
                        2,
                        Optional.of(Instant.parse("2026-11-22T09:00:01Z")),
                        Optional.of(Instant.parse("2026-11-01T08:00:00Z"))));
    }

    @Test
    void theSummaryIsRememberedForASmallWhileAndNotPastAChange() throws Exception {
        fixture.gap("g1", 40, 42, GapState.ABSENT, NONE, 0);
        assertThat(desk.summary().await().absentNumbers()).isEqualTo(3);
        fixture.gap("g2", 1, 1, GapState.ABSENT, NONE, 0);
        assertThat(desk.summary().await().absentNumbers()).isEqualTo(3);
        fixture.clock().advance(Duration.ofSeconds(2));
        assertThat(desk.summary().await().absentNumbers()).isEqualTo(4);
        assertThat(desk.askAgain(1).await()).isTrue();
        assertThat(desk.summary().await().absentNumbers()).isEqualTo(1);
    }

    @Test
    void aGapIsToldAsItStands() throws Exception {
        fixture.gap("g1", 20, 29, GapState.OPEN, "7", 5);
        Sql.run(database, "UPDATE wkgate_gap SET floor_at = '2026-11-01 08:00:00'");
        GapView open = desk.gap(1).await().orElseThrow();
        assertThat(open)
                .isEqualTo(new GapView(
                        1,
                        new ChannelKey(2, "g1"),
                        new SeqRun(20, 29),
                        GapReason.HOLE,
                        GapState.OPEN,
                        Optional.of(Instant.parse("2026-11-01T08:00:00Z")),
                        OptionalLong.of(7),
                        Instant.parse("2026-11-22T10:00:00.5Z"),
                        Optional.of(Instant.parse("2026-11-22T11:00:00Z")),
                        Optional.empty(),
                        1,
                        2,
                        5,
                        "why"));
        Sql.run(database, "UPDATE wkgate_gap SET state = 2");
        GapView absent = desk.gap(1).await().orElseThrow();
        assertThat(absent.nextAttemptAt()).isEmpty();
        assertThat(absent.closedAt()).contains(Instant.parse("2026-11-22T11:00:00Z"));
    }

    @Test
    void theListIsOfAStateAndAChannelTheNewestFirst() throws Exception {
        for (GapState state : GapState.values()) {
            fixture.gap("g1", 1, 1, state, NONE, 0);
            fixture.gap("G1", 1, 1, state, NONE, 0);
        }
        Optional<ChannelKey> g1 = Optional.of(new ChannelKey(2, "g1"));
        Optional<GapState> absent = Optional.of(GapState.ABSENT);
        OptionalLong first = OptionalLong.empty();
        assertThat(ids(Optional.empty(), Optional.empty(), first, 3)).containsExactly(8L, 7L, 6L);
        assertThat(ids(Optional.empty(), Optional.empty(), OptionalLong.of(6), 2))
                .containsExactly(5L, 4L);
        assertThat(ids(absent, Optional.empty(), first, 10)).containsExactly(6L, 5L);
        assertThat(ids(absent, Optional.empty(), OptionalLong.of(6), 10)).containsExactly(5L);
        assertThat(ids(Optional.empty(), g1, first, 10)).containsExactly(7L, 5L, 3L, 1L);
        assertThat(ids(absent, g1, first, 10)).containsExactly(5L);
        assertThat(ids(absent, Optional.of(new ChannelKey(3, "g1")), first, 10)).isEmpty();
    }

    @Test
    void whatIsAbsentOrUnreadableIsOpenedAgainAndDueAtOnce() throws Exception {
        for (GapState state : GapState.values()) {
            fixture.gap("g1", 1, 5, state, NONE, 0);
        }
        assertThat(desk.askAgain(1).await()).as("open").isFalse();
        assertThat(desk.askAgain(2).await()).as("repaired").isFalse();
        assertThat(desk.askAgain(9).await()).as("not there").isFalse();
        assertThat(fixture.opened()).isZero();
        assertThat(desk.askAgain(3).await()).as("absent").isTrue();
        assertThat(desk.askAgain(4).await()).as("unreadable").isTrue();
        assertThat(fixture.opened()).isEqualTo(2);
        assertThat(Sql.column(
                        database,
                        "SELECT id FROM wkgate_gap WHERE state = 0 AND attempts = 0 AND evidence = '' AND due_at"
                                + " <= UTC_TIMESTAMP(3) AND found_at > '2026-11-22 11:00:00' ORDER BY id"))
                .containsExactly("3", "4");
    }

    @Test
    void aSweepTellsWhatBecameOfItsGaps() throws Exception {
        long known = desk.order(new SweepOrder.AllKnown(), "an operator").await();
        long since = desk.order(new SweepOrder.Since(Instant.parse("2026-11-22T09:00:00Z")), "another")
                .await();
        assertThat(fixture.ordered()).isEqualTo(2);
        Sql.run(
                database,
                "UPDATE wkgate_sweep SET expected = 100, walked = 7, behind = 3, unknown = 2 WHERE id = " + known);
        String sweep = Long.toString(known);
        fixture.gap("g1", 1, 10, GapState.REPAIRED, sweep, 9);
        fixture.gap("g1", 20, 29, GapState.OPEN, sweep, 5);
        fixture.gap("g2", 1, 9, GapState.OPEN, sweep, 0);
        fixture.gap("g2", 40, 42, GapState.ABSENT, sweep, 0);
        fixture.gap("g3", 1, 7, GapState.UNREADABLE, sweep, 1);
        fixture.gap("g4", 1, 7, GapState.OPEN, NONE, 1);
        SweepView view = desk.sweep(known).await().orElseThrow();
        assertThat(view)
                .isEqualTo(new SweepView(
                        known,
                        SweepKind.KNOWN,
                        "an operator",
                        Optional.empty(),
                        "open",
                        100,
                        7,
                        3,
                        2,
                        2,
                        15,
                        3,
                        7,
                        view.askedAt(),
                        Optional.empty()));
        List<SweepView> all = desk.sweeps(OptionalLong.empty(), 10).await();
        assertThat(all).extracting(SweepView::id).containsExactly(since, known);
        assertThat(all.get(1)).isEqualTo(view);
        assertThat(all.get(0).since()).contains(Instant.parse("2026-11-22T09:00:00Z"));
        assertThat(all.get(0).openGaps()).isZero();
        assertThat(desk.sweeps(OptionalLong.of(since), 10).await()).containsExactly(view);
    }

    @Test
    void aSweepIsEndedOnce() {
        long id = desk.order(new SweepOrder.AllKnown(), "an operator").await();
        assertThat(desk.cancel(id).await()).isTrue();
        assertThat(desk.cancel(id).await()).isFalse();
        assertThat(desk.cancel(77).await()).isFalse();
        SweepView view = desk.sweep(id).await().orElseThrow();
        assertThat(view.state()).isEqualTo("cancelled");
        assertThat(view.finishedAt()).isPresent();
    }
}
