package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.event.ChannelKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The promise: what an operator orders stands in the table as it was meant, the newest first, until it ends or is cancelled. */
class SweepTableTest extends SweepScene {

    private static final ChannelKey GROUP = SweepFixture.group("g1");

    private SweepRow ordered(SweepOrder order) {
        return fixture.row(fixture.await(fixture.table.order(order, "ops")));
    }

    private static List<SweptChannel> channels(SweepRow row) {
        return SweptChannel.of(row.channels().orElseThrow());
    }

    @Test
    void everyOrderIsASweepOfItsKind() {
        Instant time = Instant.parse("2026-11-20T10:11:12.345Z");
        SweepRow since = ordered(new SweepOrder.Since(time));
        assertThat(since.kind()).isEqualTo(SweepKind.SINCE);
        assertThat(since.since()).contains(time);
        assertThat(since.channels()).isEmpty();
        assertThat(since.state()).isEqualTo(SweepState.OPEN);
        assertThat(since.begunAt()).isEmpty();

        assertThat(ordered(new SweepOrder.AllKnown()).kind()).isEqualTo(SweepKind.KNOWN);
        assertThat(ordered(new SweepOrder.History(List.of())).channels()).isEmpty();

        SweepRow history = ordered(new SweepOrder.History(List.of(GROUP, SweepFixture.person("u1", "u2"))));
        assertThat(history.kind()).isEqualTo(SweepKind.HISTORY);
        assertThat(channels(history))
                .extracting(SweptChannel::channel)
                .containsExactly(GROUP, SweepFixture.person("u1", "u2"));

        SweepRow channel = ordered(new SweepOrder.OneChannel(GROUP, OptionalLong.of(3), OptionalLong.empty()));
        assertThat(channel.kind()).isEqualTo(SweepKind.CHANNEL);
        assertThat(channels(channel))
                .containsExactly(new SweptChannel(GROUP, OptionalLong.of(3), OptionalLong.empty()));
    }

    @Test
    void theNewestComeFirstAndAPageLaterTheOthers() {
        List<Long> ids =
                List.of(fixture.add(SweepKind.KNOWN), fixture.add(SweepKind.KNOWN), fixture.add(SweepKind.KNOWN));
        assertThat(fixture.await(fixture.table.list(OptionalLong.empty(), 2)))
                .extracting(SweepRow::id)
                .containsExactly(ids.get(2), ids.get(1));
        assertThat(fixture.await(fixture.table.list(OptionalLong.of(ids.get(1)), 2)))
                .extracting(SweepRow::id)
                .containsExactly(ids.get(0));
        assertThat(fixture.await(fixture.table.find(ids.get(2) + 1))).isEmpty();
    }

    @Test
    void whatIsOpenCanBeCancelledOnce() {
        long id = fixture.add(SweepKind.KNOWN);
        assertThat(fixture.await(fixture.table.cancel(id))).isTrue();
        assertThat(fixture.row(id).state()).isEqualTo(SweepState.CANCELLED);
        assertThat(fixture.row(id).finishedAt()).isPresent();
        assertThat(fixture.await(fixture.table.cancel(id))).isFalse();
        assertThat(fixture.await(fixture.table.cancel(id + 1))).isFalse();
    }

    @Test
    void aReasonThatIsTooLongIsCut() {
        String reason = "\uD83D\uDE00".repeat(501);
        long id = fixture.await(fixture.table.add(SweepKind.KNOWN, reason, Optional.empty(), Optional.empty()));
        assertThat(fixture.row(id).reason()).isEqualTo("\uD83D\uDE00".repeat(499) + "…");
    }
}
