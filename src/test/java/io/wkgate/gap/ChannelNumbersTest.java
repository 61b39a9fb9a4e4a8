package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The promise: whatever the order, numbers that are missing between those that came are gaps, history is not, what comes
 * late closes them, and a channel that begins anew is known by its message ids.
 */
class ChannelNumbersTest {

    private static final ChannelKey G = new ChannelKey(2, "g1");
    private static final Instant SINCE = Instant.parse("2026-11-22T00:00:00Z");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static ChannelNumbers.Came came(Instant made, long... numbers) {
        return new ChannelNumbers.Came(Numbers.of(G, made, numbers), NOON);
    }

    private static ChannelNumbers.Came came(long... numbers) {
        long highest = Arrays.stream(numbers).max().orElseThrow();
        return came(NOON.plusMillis(Math.min(highest, 5000)), numbers);
    }

    private static ChannelRow row(long first, long last) {
        return new ChannelRow(G, first, last, Numbers.id(NOON.plusMillis(Math.min(last, 5000))), 0, SINCE);
    }

    private static KnownGap gap(GapReason reason, GapState state, boolean working, long first, long last) {
        return new KnownGap(
                7,
                G,
                new SeqRun(first, last),
                reason,
                state,
                Optional.empty(),
                OptionalLong.of(3),
                SINCE,
                SINCE,
                working,
                false,
                "why");
    }

    private static ChannelNumbers known(long first, long last, KnownGap... gaps) {
        return new ChannelNumbers(G, Optional.of(row(first, last)), List.of(gaps), SINCE);
    }

    private static ChannelNumbers unknown() {
        return new ChannelNumbers(G, Optional.empty(), List.of(), SINCE);
    }

    private static ChannelChange merge(ChannelNumbers numbers, ChannelNumbers.Came... batch) {
        numbers.add(List.of(batch));
        return numbers.change().orElseThrow();
    }

    private static List<String> opened(ChannelChange change) {
        return change.opened().stream()
                .map(gap -> gap.reason() + " " + gap.run().first() + "-"
                        + gap.run().last()
                        + (gap.floor().isPresent() ? " from " + gap.floor().get() : "")
                        + (gap.state() == GapState.OPEN ? "" : " " + gap.state()))
                .toList();
    }

    @Test
    void whatComesInARowIsNoGap() {
        ChannelChange change = merge(unknown(), came(1, 2), came(3), came(4, 5, 6));
        assertThat(change.opened()).isEmpty();
        assertThat(change.before()).isEmpty();
        assertThat(change.after().firstSeq()).isEqualTo(1);
        assertThat(change.after().lastSeq()).isEqualTo(6);
        assertThat(change.after().lastMessageId()).isEqualTo(Numbers.id(NOON.plusMillis(6)));
        assertThat(change.after().seenAt()).isEqualTo(NOON);
    }

    @Test
    void theOrderOfArrivalsMakesNoDifference() {
        List<ChannelNumbers.Came> batch =
                new ArrayList<>(List.of(came(12, 13), came(15), came(11, 14), came(18, 21), came(13), came(19)));
        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(batch, new Random(seed));
            ChannelChange change = merge(known(1, 10), batch.toArray(ChannelNumbers.Came[]::new));
            assertThat(opened(change)).containsExactly("HOLE 16-17", "HOLE 20-20");
            assertThat(change.after().lastSeq()).isEqualTo(21);
        }
    }

    @Test
    void aChannelFirstSeenAtAHighNumberAsksOnlyForWhatWasSentSinceGapsAreFound() {
        ChannelChange change = merge(unknown(), came(5000));
        assertThat(opened(change)).containsExactly("FIRST_SEEN 1-4999 from " + SINCE);
        assertThat(change.after().firstSeq()).isEqualTo(5000);
        assertThat(opened(merge(unknown(), came(5002), came(5000))))
                .containsExactly("FIRST_SEEN 1-4999 from " + SINCE, "HOLE 5001-5001");
    }

    @Test
    void behindANumberThatIsHistoryItselfHistoryBeginsAgain() {
        Instant before = SINCE.minus(Duration.ofDays(3));
        ChannelNumbers numbers = unknown();
        assertThat(opened(merge(numbers, came(before, 10), came(NOON, 5000))))
                .containsExactly("FIRST_SEEN 1-9 from " + SINCE, "HOLE 11-4999 from " + SINCE);
    }

    @Test
    void aNumberThatComesLateShrinksSplitsOrClosesItsGap() {
        KnownGap gap = gap(GapReason.HOLE, GapState.OPEN, false, 4, 8);
        ChannelChange shrunk = merge(known(1, 10, gap), came(4));
        assertThat(shrunk.shrunk()).containsExactly(new ChannelChange.Shrunk(gap, new SeqRun(5, 8)));
        assertThat(shrunk.rowChanged()).isTrue();
        ChannelChange split = merge(known(1, 10, gap), came(5, 6));
        assertThat(split.shrunk()).containsExactly(new ChannelChange.Shrunk(gap, new SeqRun(4, 4)));
        assertThat(split.opened()).containsExactly(gap.part(new SeqRun(7, 8)));
        ChannelChange closed = merge(known(1, 10, gap), came(4, 5, 6), came(7, 8, 11));
        assertThat(closed.closed()).containsExactly(gap);
        assertThat(closed.opened()).isEmpty();
        assertThat(closed.after().lastSeq()).isEqualTo(11);
    }

    @Test
    void whatWasTakenForAbsentOrUnreadableMayComeAllTheSame() {
        for (GapState state : new GapState[] {GapState.ABSENT, GapState.UNREADABLE}) {
            KnownGap gap = gap(GapReason.HOLE, state, false, 4, 8);
            ChannelChange split = merge(known(1, 10, gap), came(5, 6));
            assertThat(opened(split)).containsExactly("HOLE 7-8 " + state);
            assertThat(split.opensGaps()).isFalse();
        }
    }

    @Test
    void aGapOnWhichSomebodyWorksIsLeftToHim() {
        ChannelChange change = merge(known(1, 10, gap(GapReason.HOLE, GapState.OPEN, true, 4, 8)), came(4));
        assertThat(change.shrunk()).isEmpty();
        assertThat(change.closed()).isEmpty();
    }

    @Test
    void onlyNumbersThatAreKnownAlreadyConcernGaps() {
        assertThat(ChannelNumbers.concerned(row(1, 10), List.of(came(11), came(14))))
                .isEmpty();
        assertThat(ChannelNumbers.concerned(row(1, 10), List.of(came(11), came(3, 14))))
                .contains(new SeqRun(3, 10));
        assertThat(ChannelNumbers.concerned(row(1, 10), List.of(came(NOON.plusSeconds(60), 4))))
                .contains(new SeqRun(1, Long.MAX_VALUE));
    }

    @Test
    void aNumberThatCameMeanwhileIsNoGapAndIsStillWaitedFor() {
        ChannelNumbers numbers = known(1, 10);
        numbers.add(List.of(came(14)));
        numbers.alsoCame(came(12, 15).numbers());
        assertThat(opened(numbers.change().orElseThrow())).containsExactly("HOLE 11-11", "HOLE 13-13");
        numbers.alsoCame(came(11).numbers());
        numbers.alsoCame(came(13).numbers());
        assertThat(numbers.opensGaps()).isFalse();
        assertThat(numbers.change().orElseThrow().after().lastSeq()).isEqualTo(14);
    }

    @Test
    void aLowNumberWithANewerMessageMeansThatTheChannelBeganAnew() {
        Instant later = NOON.plusSeconds(60);
        ChannelChange change = merge(known(1, 500), came(later, 3));
        assertThat(change.begunAnew()).isTrue();
        assertThat(opened(change)).containsExactly("RENUMBERED 1-2 from " + NOON.plusMillis(500));
        assertThat(change.after().firstSeq()).isEqualTo(1);
        assertThat(change.after().lastSeq()).isEqualTo(3);
        assertThat(change.after().lastMessageId()).isEqualTo(Numbers.id(later));
        assertThat(change.after().sinceMessageId()).isEqualTo(Numbers.id(NOON.plusMillis(500)));
        // The same number again is enough, and an old message with a low number is only late.
        assertThat(merge(known(1, 500), came(later, 500)).begunAnew()).isTrue();
        assertThat(merge(known(1, 500), came(NOON.minusSeconds(60), 3)).begunAnew())
                .isFalse();
        assertThat(merge(known(1, 500), came(NOON.plusSeconds(9), 3)).begunAnew())
                .isFalse();
    }

    @Test
    void whatWasMissingWhenItBeganAnewIsLookedForAmongAllThatIsThereNow() {
        KnownGap gap = gap(GapReason.HOLE, GapState.OPEN, true, 4, 8);
        ChannelChange change = merge(known(1, 500, gap), came(NOON.plusSeconds(60), 480));
        assertThat(opened(change)).containsExactly("RENUMBERED 1-479 from " + SINCE);
        // What came before and is merged together with it belongs to what is over.
        change = merge(known(1, 500), came(510), came(NOON.plusSeconds(60), 480), came(NOON.plusSeconds(61), 481));
        assertThat(change.after().lastSeq()).isEqualTo(481);
        assertThat(change.after().firstSeq()).isEqualTo(1);
        assertThat(opened(change)).containsExactly("RENUMBERED 1-479 from " + NOON.plusMillis(500));
    }

    @Test
    void whatIsLateOfTheFormerCountingDoesNotCount() {
        ChannelRow row =
                new ChannelRow(G, 1, 5, Numbers.id(NOON.plusSeconds(100)), Numbers.id(NOON.plusMillis(500)), SINCE);
        KnownGap gap = gap(GapReason.HOLE, GapState.OPEN, false, 3, 4);
        for (ChannelNumbers.Came late : List.of(came(499), came(3), came(NOON.plusSeconds(2), 503))) {
            ChannelNumbers numbers = new ChannelNumbers(G, Optional.of(row), List.of(gap), SINCE);
            ChannelChange change = merge(numbers, late);
            assertThat(change.rowChanged()).isFalse();
            assertThat(change.opened()).isEmpty();
            assertThat(change.shrunk()).isEmpty();
        }
    }

    @Test
    void belowTheBeginningOfANewCountingOnlyTheLogTellsWhatCame() {
        KnownGap gap = gap(GapReason.RENUMBERED, GapState.OPEN, false, 1, 4);
        assertThat(merge(known(1, 5, gap), came(3)).shrunk()).isEmpty();
    }

    @Test
    void withoutTheIdOfTheLastNumberNothingIsTakenForABeginning() {
        ChannelRow row = new ChannelRow(G, 1, 500, 0, 0, SINCE);
        ChannelNumbers numbers = new ChannelNumbers(G, Optional.of(row), List.of(), SINCE);
        assertThat(merge(numbers, came(NOON.plusSeconds(60), 3)).begunAnew()).isFalse();
        assertThat(merge(numbers, came(500)).after().lastMessageId()).isEqualTo(Numbers.id(NOON.plusMillis(500)));
    }

    @Test
    void upstreamsNewestNumberTellsWhatIsMissing() {
        long id = Numbers.id(NOON.plusSeconds(60));
        ChannelNumbers behind = known(1, 10);
        assertThat(behind.newest(12, id, NOON)).isEqualTo(Compared.BEHIND);
        assertThat(opened(behind.change().orElseThrow())).containsExactly("BEHIND 11-12");
        assertThat(behind.row().lastMessageId()).isEqualTo(id);
        ChannelNumbers same = known(1, 10);
        assertThat(same.newest(10, 0, NOON)).isEqualTo(Compared.SAME);
        assertThat(same.change().orElseThrow().rowChanged()).isFalse();
        assertThat(known(1, 10).newest(9, 0, NOON)).isEqualTo(Compared.LOWER);
        assertThat(known(1, 10).newest(9, Numbers.id(NOON), NOON)).isEqualTo(Compared.LOWER);
        assertThat(known(1, 10).newest(9, Numbers.id(NOON.plusMillis(10)), NOON))
                .isEqualTo(Compared.RENUMBERED);
        ChannelNumbers anew = known(1, 10);
        assertThat(anew.newest(9, id, NOON)).isEqualTo(Compared.RENUMBERED);
        assertThat(opened(anew.change().orElseThrow())).containsExactly("RENUMBERED 1-9 from " + NOON.plusMillis(10));
        assertThat(anew.row().lastSeq()).isEqualTo(9);
        ChannelNumbers made = unknown();
        assertThat(made.newest(5000, 0, NOON)).isEqualTo(Compared.NEW);
        assertThat(opened(made.change().orElseThrow())).containsExactly("BEHIND 1-5000 from " + SINCE);
        assertThat(made.row().firstSeq()).isEqualTo(5001);
        assertThat(made.row().lastMessageId()).isZero();
    }

    @Test
    void theLargestNumbersThatThereAreAreNumbers() {
        ChannelChange change = merge(known(1, 10), came(Long.MAX_VALUE), came(Long.MAX_VALUE - 2));
        assertThat(opened(change))
                .containsExactly(
                        "HOLE 11-" + (Long.MAX_VALUE - 3), "HOLE " + (Long.MAX_VALUE - 1) + "-" + (Long.MAX_VALUE - 1));
        assertThat(merge(known(1, Long.MAX_VALUE), came(Long.MAX_VALUE)).opened())
                .isEmpty();
    }
}
