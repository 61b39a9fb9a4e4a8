package io.wkgate.gap;

import static io.wkgate.gap.RepairFixture.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import io.wkgate.event.Message;
import io.wkgate.event.SeqRun;
import io.wkgate.upstream.LogAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The promise: a page settles what it proves and nothing else. */
class ReadPageTest {

    private static ReadPage page(long end, OptionalLong proven, long... numbers) {
        return page(GROUP, end, proven, numbers);
    }

    private static ReadPage page(ChannelKey channel, long end, OptionalLong proven, long... numbers) {
        List<Entry> entries = LongStream.of(numbers)
                .mapToObj(seq -> LogInMemory.entry(channel, seq))
                .toList();
        return new ReadPage(GROUP, end, new LogAnswer.Page(entries, List.of(), proven, OptionalLong.empty(), false));
    }

    private static OpenGap gap(long first, long last) {
        return new OpenGap(1, new SeqRun(first, last), Optional.empty(), 0, 0);
    }

    private static OpenGap since(long floor, long first, long last) {
        return new OpenGap(1, new SeqRun(first, last), Optional.of(sent(floor)), 0, 0);
    }

    private static Instant sent(long seq) {
        return Message.idTime(LogInMemory.id(GROUP, seq));
    }

    private static List<Long> wanted(ReadPage page, OpenGap gap) {
        return page.wanted(List.of(gap)).stream()
                .map(entry -> entry.message().messageSeq())
                .toList();
    }

    @Test
    void whatIsProvenAndNotInItIsAbsent() {
        Settlement settlement =
                page(20, OptionalLong.of(11), 12, 13, 16, 18).settle(gap(5, 20)).orElseThrow();
        assertThat(settlement.absent())
                .containsExactly(new SeqRun(11, 11), new SeqRun(14, 15), new SeqRun(17, 17), new SeqRun(19, 20));
        assertThat(settlement.lowest()).isEqualTo(11);
        assertThat(settlement.closes()).isFalse();
        assertThat(settlement.allAbsent()).isFalse();
    }

    @Test
    void withoutProofOnlyWhatIsThereIsSettledFromTheEndDown() {
        Settlement settlement = page(20, OptionalLong.empty(), 15, 18, 19, 20)
                .settle(gap(5, 20))
                .orElseThrow();
        assertThat(settlement.absent()).isEmpty();
        assertThat(settlement.lowest()).isEqualTo(18);
        assertThat(page(20, OptionalLong.empty(), 15, 18, 19).settles()).isFalse();
        assertThat(page(20, OptionalLong.empty()).settles()).isFalse();
    }

    @Test
    void oneThatHoldsWhatDoesNotBelongThereProvesNothing() {
        assertThat(page(20, OptionalLong.of(1), 18, 19, 21).settles()).isFalse();
        assertThat(page(new ChannelKey(2, "other"), 20, OptionalLong.of(1), 18, 20)
                        .settles())
                .isFalse();
        assertThat(page(20, OptionalLong.of(1), 0, 18).settles()).isFalse();
        assertThat(page(20, OptionalLong.of(21)).settles()).isFalse();
        ReadPage partly = page(20, OptionalLong.of(1), 19, 20, 21);
        assertThat(partly.sound()).isFalse();
        assertThat(partly.settledFrom()).isEqualTo(19);
        assertThat(wanted(partly, gap(1, 30))).containsExactly(19L, 20L);
    }

    @Test
    void aGapAboveOrBelowItIsNotTouched() {
        ReadPage page = page(20, OptionalLong.of(11), 11, 15);
        assertThat(page.settle(gap(5, 10))).isEmpty();
        assertThat(page.settle(gap(15, 25))).isEmpty();
        assertThat(page.settle(gap(12, 14)).orElseThrow().allAbsent()).isTrue();
        assertThat(page.settle(gap(15, 15)).orElseThrow().absent()).isEmpty();
        assertThat(page.settle(gap(15, 15)).orElseThrow().closes()).isTrue();
    }

    @Test
    void onlyWhatIsMissingIsWanted() {
        assertThat(wanted(page(20, OptionalLong.of(1), 8, 9, 10, 11, 20), gap(9, 10)))
                .containsExactly(9L, 10L);
    }

    @Test
    void belowTheFloorNothingIsAbsentOrAskedFor() {
        ReadPage page = page(20, OptionalLong.of(5), 5, 8, 15, 18);
        Settlement settlement = page.settle(since(12, 1, 20)).orElseThrow();
        assertThat(settlement.closes()).isTrue();
        assertThat(settlement.absent()).containsExactly(new SeqRun(9, 14), new SeqRun(16, 17), new SeqRun(19, 20));
        assertThat(wanted(page, since(12, 1, 20))).containsExactly(15L, 18L);
    }

    @Test
    void aPageThatDoesNotReachTheFloorGoesOn() {
        Settlement settlement =
                page(20, OptionalLong.of(15), 15, 18).settle(since(12, 1, 20)).orElseThrow();
        assertThat(settlement.closes()).isFalse();
        assertThat(settlement.lowest()).isEqualTo(15);
    }

    @Test
    void whatWasSentExactlyAtTheFloorIsWanted() {
        assertThat(wanted(page(20, OptionalLong.of(11), 11, 12, 13), since(12, 1, 20)))
                .containsExactly(12L, 13L);
    }

    @Test
    void oneClockThatIsBehindAmidNewerMessagesIsNotTheFloor() {
        List<Entry> entries = List.of(
                LogInMemory.entry(GROUP, 15),
                LogInMemory.entry(LogInMemory.json(GROUP, 1).put("message_seq", 17)),
                LogInMemory.entry(GROUP, 20));
        ReadPage page = new ReadPage(
                GROUP, 20, new LogAnswer.Page(entries, List.of(), OptionalLong.of(15), OptionalLong.of(15), true));
        assertThat(page.settle(since(12, 1, 20)).orElseThrow().closes()).isFalse();
    }

    @Test
    void whatWasRefusedHasCome() {
        Entry refused = LogInMemory.entry(LogInMemory.json(GROUP, 19).put("payload", "!"));
        ReadPage page = new ReadPage(
                GROUP,
                20,
                new LogAnswer.Page(
                        List.of(refused, LogInMemory.entry(GROUP, 20)),
                        List.of(19L),
                        OptionalLong.of(19),
                        OptionalLong.of(19),
                        false));
        assertThat(page.settle(gap(19, 20)).orElseThrow().absent()).isEmpty();
        assertThat(page.refused(List.of(gap(19, 20)))).hasSize(1);
        assertThat(page.refused(List.of(gap(20, 20)))).isEmpty();
    }

    @Test
    void aMessageWithoutARecipientBelongsToTheSystemsChannelWithItsReader() {
        ChannelKey channel = ChannelKey.of(ChannelKey.PERSON, "u2", "");
        Entry lost = LogInMemory.entry(LogInMemory.json(GROUP, 3)
                .put("channel_id", ChannelKey.SYSTEM_UID)
                .put("channel_type", 1)
                .put("from_uid", ""));
        LogAnswer.Page answer =
                new LogAnswer.Page(List.of(lost), List.of(), OptionalLong.of(3), OptionalLong.of(3), false);
        assertThat(new ReadPage(channel, 3, answer).wanted(List.of(gap(3, 3)))).hasSize(1);
        assertThat(new ReadPage(ChannelKey.of(1, "u2", "u1"), 3, answer).wanted(List.of(gap(3, 3))))
                .isEmpty();
    }
}
