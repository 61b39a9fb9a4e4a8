package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wkgate.testing.Sql;
import io.wkgate.upstream.UpstreamException;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promise: messages that upstream tells nobody of are seen in the channels that were active last, and few are asked for. */
class RecentChannelsTest extends SweepScene {

    private RecentChannels recent;

    @BeforeEach
    void prepare() throws Exception {
        recent = new RecentChannels(fixture.database(), fixture.ledger, fixture.paced);
        for (int number = 0; number < 50; number++) {
            Sql.run(
                    details,
                    "INSERT INTO wkgate_channel (channel_id, channel_type, first_seq, last_seq, last_message_id, seen_at)"
                            + " VALUES ('g" + number + "', 2, 1, 10, 10000, UTC_TIMESTAMP(3) - INTERVAL " + number
                            + " MINUTE)");
        }
        IntStream.range(0, 50).forEach(number -> {
            fixture.ledger.know(SweepFixture.group("g" + number), 10);
            fixture.log.has(SweepFixture.group("g" + number), 10);
        });
    }

    private boolean missSomething() {
        return fixture.await(recent.missSomething());
    }

    @Test
    void onAQuietSystemNothingIsMissedAndFewAreAsked() {
        fixture.log.has(SweepFixture.group("g30"), 11);
        assertThat(missSomething()).isFalse();
        assertThat(fixture.log.asked).hasSize(20).doesNotContain(SweepFixture.group("g30"));
        assertThat(fixture.ledger.told).isEmpty();
    }

    @Test
    void whatUpstreamHasMoreIsMissed() {
        fixture.log.has(SweepFixture.group("g3"), 11);
        fixture.log.newestIds.put(SweepFixture.group("g3"), 11_000L);
        assertThat(missSomething()).isTrue();
        assertThat(fixture.ledger.told)
                .extracting(FakeLedger.Told::channel, FakeLedger.Told::messageId)
                .containsExactly(
                        tuple(SweepFixture.group("g3"), OptionalLong.empty()),
                        tuple(SweepFixture.group("g3"), OptionalLong.of(11_000)));
    }

    @Test
    void whatHasComeMeanwhileIsNotMissed() {
        fixture.log.has(SweepFixture.group("g3"), 11);
        fixture.ledger.know(SweepFixture.group("g3"), 11);
        assertThat(missSomething()).isFalse();
    }

    @Test
    void whileUpstreamIsAwayNobodyKnows() {
        fixture.log.notConnected = true;
        assertThatThrownBy(this::missSomething).isInstanceOf(UpstreamException.class);
        fixture.log.unknown = true;
        assertThat(missSomething()).isFalse();
    }
}
