package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import io.wkgate.upstream.ListedChannel;
import io.wkgate.upstream.Newest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promise: each kind of sweep asks for the numbers that it is about, and no others. */
class SweepAimTest extends SweepScene {

    private static final ChannelKey GROUP = SweepFixture.group("g1");
    private static final ChannelKey OTHER = SweepFixture.group("g2");
    private static final Instant SINCE = Instant.parse("2026-11-20T10:00:00Z");

    @BeforeEach
    void prepare() {
        fixture.start();
    }

    private SweepRow done(SweepOrder order) {
        long id = fixture.await(fixture.table.order(order, "a test"));
        fixture.wake();
        SweepRow row = fixture.ended(id);
        assertThat(row.state()).isEqualTo(SweepState.DONE);
        return row;
    }

    private static FakeLedger.Asked asked(ChannelKey channel, long first, long last, GapReason reason) {
        return new FakeLedger.Asked(channel, new SeqRun(first, last), reason, Optional.empty());
    }

    @Test
    void sinceATimeAllKnownAndFoundOnesAreReadAgainDownToIt() {
        fixture.ledger.know(GROUP, 20);
        fixture.log.has(GROUP, 25).has(OTHER, 7);
        fixture.log.listed.add(List.of(new ListedChannel(OTHER, 0)));
        SweepRow row = done(new SweepOrder.Since(SINCE));
        assertThat(fixture.ledger.asked)
                .containsExactly(
                        new FakeLedger.Asked(GROUP, new SeqRun(1, 25), GapReason.ASKED, Optional.of(SINCE)),
                        new FakeLedger.Asked(OTHER, new SeqRun(1, 7), GapReason.ASKED, Optional.of(SINCE)));
        assertThat(row.walked()).isEqualTo(2);
        assertThat(row.behind()).isEqualTo(2);
    }

    @Test
    void sinceATimeWhatIsKnownIsReadAgainWhereUpstreamDoesNotTellItsNewest() {
        fixture.ledger.know(GROUP, 20);
        assertThat(done(new SweepOrder.Since(SINCE)).unknown()).isEqualTo(1);
        assertThat(fixture.ledger.asked).extracting(FakeLedger.Asked::run).containsExactly(new SeqRun(1, 20));
    }

    @Test
    void historyIsWhatWasBeforeTheFirstKnownNumber() {
        fixture.ledger.know(GROUP, 5000, 5010, SINCE).know(OTHER, 1, 30, SINCE);
        SweepRow row = done(new SweepOrder.History(List.of()));
        assertThat(fixture.ledger.asked).containsExactly(asked(GROUP, 1, 4999, GapReason.HISTORY));
        assertThat(row.walked()).isEqualTo(2);
        assertThat(row.behind()).isEqualTo(1);
    }

    @Test
    void historyOfGivenChannelsMayBeOfUnknownOnes() {
        fixture.ledger.know(GROUP, 5000, 5010, SINCE).know(SweepFixture.group("g3"), 5000, 5010, SINCE);
        fixture.log.has(OTHER, 40);
        fixture.log.listed.add(List.of(new ListedChannel(SweepFixture.group("g4"), 9)));
        SweepRow row = done(new SweepOrder.History(List.of(GROUP, OTHER, SweepFixture.group("g5"))));
        assertThat(fixture.ledger.asked)
                .containsExactlyInAnyOrder(
                        asked(GROUP, 1, 4999, GapReason.HISTORY), asked(OTHER, 1, 40, GapReason.HISTORY));
        assertThat(row.expected()).isEqualTo(3);
        assertThat(row.unknown()).isEqualTo(1);
    }

    @Test
    void oneChannelFromAndTo() {
        fixture.ledger.know(GROUP, 20);
        fixture.log.has(GROUP, 20);
        done(new SweepOrder.OneChannel(GROUP, OptionalLong.of(3), OptionalLong.of(9)));
        assertThat(fixture.ledger.asked).containsExactly(asked(GROUP, 3, 9, GapReason.ASKED));
        assertThat(fixture.ledger.told).isEmpty();
    }

    @Test
    void oneChannelToANumberThatUpstreamDoesNotHaveYet() {
        fixture.log.has(GROUP, 7);
        done(new SweepOrder.OneChannel(GROUP, OptionalLong.of(3), OptionalLong.of(9)));
        assertThat(fixture.ledger.asked).containsExactly(asked(GROUP, 3, 7, GapReason.ASKED));
    }

    @Test
    void oneChannelFromAndToWhereUpstreamDoesNotTellItsNewest() {
        SweepRow row = done(new SweepOrder.OneChannel(GROUP, OptionalLong.of(3), OptionalLong.of(9)));
        assertThat(fixture.ledger.asked).containsExactly(asked(GROUP, 3, 9, GapReason.ASKED));
        assertThat(row.unknown()).isEqualTo(1);
    }

    @Test
    void whatUpstreamHasBeyondWhatIsKnownIsNotedFirst() {
        fixture.ledger.know(GROUP, 20);
        fixture.log.has(GROUP, 25).has(OTHER, 40);
        done(new SweepOrder.History(List.of(OTHER)));
        done(new SweepOrder.Since(SINCE));
        assertThat(fixture.ledger.told)
                .contains(
                        new FakeLedger.Told(OTHER, 40, OptionalLong.empty()),
                        new FakeLedger.Told(GROUP, 25, OptionalLong.empty()));
    }

    @Test
    void oneChannelToItsNewestNumber() {
        fixture.ledger.know(GROUP, 20);
        fixture.log.has(GROUP, 25);
        done(new SweepOrder.OneChannel(GROUP, OptionalLong.empty(), OptionalLong.empty()));
        assertThat(fixture.ledger.asked).containsExactly(asked(GROUP, 1, 25, GapReason.ASKED));
    }

    @Test
    void oneChannelFromBehindItsNewestNumberIsNothing() {
        fixture.ledger.know(GROUP, 25);
        fixture.log.has(GROUP, 25);
        assertThat(done(new SweepOrder.OneChannel(GROUP, OptionalLong.of(26), OptionalLong.empty()))
                        .behind())
                .isZero();
        assertThat(fixture.ledger.asked).isEmpty();
    }

    @Test
    void onlyALowerNumberIsLookedAtForItsMessage() {
        fixture.ledger.know(GROUP, 20).know(OTHER, 20).know(SweepFixture.group("g3"), 20);
        fixture.log.has(GROUP, 3).has(OTHER, 3).has(SweepFixture.group("g3"), 20);
        // The known one has 20,000: the first began anew, of the second upstream's answer is old.
        fixture.log.newestIds.put(GROUP, 90_000L);
        fixture.log.newestIds.put(OTHER, 3_000L);
        SweepRow row = done(new SweepOrder.AllKnown());
        assertThat(fixture.ledger.told)
                .containsExactlyInAnyOrder(
                        new FakeLedger.Told(GROUP, 3, OptionalLong.empty()),
                        new FakeLedger.Told(GROUP, 3, OptionalLong.of(90_000)),
                        new FakeLedger.Told(OTHER, 3, OptionalLong.empty()),
                        new FakeLedger.Told(OTHER, 3, OptionalLong.of(3_000)),
                        new FakeLedger.Told(SweepFixture.group("g3"), 20, OptionalLong.empty()));
        assertThat(row.behind()).isEqualTo(1);
        assertThat(row.walked()).isEqualTo(3);
    }

    @Test
    void ofANumberThatIsNewItsMessageIsLookedAtOnceToKnowALaterBeginning() {
        fixture.ledger.know(GROUP, 20);
        fixture.log.has(GROUP, 25).has(OTHER, 7).has(SweepFixture.group("g3"), 9);
        fixture.log.newestIds.put(GROUP, 25_000L);
        fixture.log.newestIds.put(OTHER, 7_000L);
        fixture.log.listed.add(List.of(new ListedChannel(OTHER, 7), new ListedChannel(SweepFixture.group("g3"), 9)));
        SweepRow row = done(new SweepOrder.AllKnown());
        assertThat(fixture.ledger.told)
                .containsExactlyInAnyOrder(
                        new FakeLedger.Told(GROUP, 25, OptionalLong.empty()),
                        new FakeLedger.Told(GROUP, 25, OptionalLong.of(25_000)),
                        new FakeLedger.Told(OTHER, 7, OptionalLong.empty()),
                        new FakeLedger.Told(OTHER, 7, OptionalLong.of(7_000)),
                        new FakeLedger.Told(SweepFixture.group("g3"), 9, OptionalLong.empty()));
        assertThat(row.behind()).isEqualTo(3);
    }

    @Test
    void aMessageIdThatUpstreamTellsIsPassedOn() {
        fixture.ledger.know(GROUP, 20);
        fixture.log.newest.put(GROUP, new Newest.Known(3, OptionalLong.of(3_000)));
        done(new SweepOrder.AllKnown());
        assertThat(fixture.ledger.told).containsExactly(new FakeLedger.Told(GROUP, 3, OptionalLong.of(3_000)));
    }

    @Test
    void aChannelThatWasEmptiedIsLeftAlone() {
        fixture.ledger.know(GROUP, 20);
        fixture.log.has(GROUP, 0);
        assertThat(done(new SweepOrder.AllKnown()).walked()).isEqualTo(1);
        assertThat(fixture.ledger.told).isEmpty();
    }
}
