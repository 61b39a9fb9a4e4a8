package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import io.wkgate.event.ChannelKey;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.Sql;
import io.wkgate.upstream.Newest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The promise: a sweep looks at every channel, by one replica at a time, and goes on where it was after a kill, a stop or an
 * upstream that was away; a channel that upstream cannot tell of, or never answers for, does not hold it up.
 */
class SweepWalkTest extends SweepScene {

    private static final int CHANNELS = 1000;

    @BeforeEach
    void prepare() {
        fixture.log.lists = false;
        fixture.log.tellsConversations = false;
    }

    private static ChannelKey channel(int number) {
        return SweepFixture.group(String.format("g%04d", number));
    }

    /** Every channel is up to date. */
    private void know(int count) {
        IntStream.range(0, count).forEach(number -> {
            fixture.ledger.know(channel(number), 10);
            fixture.log.has(channel(number), 10);
        });
    }

    private Promise<Newest> hold(int number) {
        Promise<Newest> promise = Promise.promise();
        fixture.log.held.put(channel(number), promise);
        return promise;
    }

    private void awaitAsked(int number) {
        await().until(() -> fixture.log.asked.contains(channel(number)));
    }

    @Test
    void everyChannelIsLookedAtOnceAndCounted() {
        know(CHANNELS);
        fixture.log.has(channel(3), 12).has(channel(700), 11);
        fixture.log.newest.remove(channel(5));
        long id = fixture.add(SweepKind.KNOWN);
        fixture.start();
        SweepRow row = fixture.ended(id);
        assertThat(row.state()).isEqualTo(SweepState.DONE);
        assertThat(row.expected()).isEqualTo(CHANNELS);
        assertThat(row.walked()).isEqualTo(CHANNELS);
        assertThat(row.behind()).isEqualTo(2);
        assertThat(row.unknown()).isEqualTo(1);
        assertThat(fixture.log.asked).hasSize(CHANNELS).doesNotHaveDuplicates();
        assertThat(fixture.ledger.told)
                .contains(new FakeLedger.Told(channel(3), 12, OptionalLong.empty()))
                .hasSize(CHANNELS - 1);
        await().untilAsserted(() ->
                assertThat(fixture.metric("wkgate.gap.sweeps", SweepKind.KNOWN)).isEqualTo(1));
        assertThat(fixture.metric("wkgate.gap.sweep.behind", SweepKind.KNOWN)).isEqualTo(2);
    }

    @Test
    void afterAnOutageOnlyWhatWasActiveBeforeIsLookedAt() {
        Instant begin = Instant.now();
        fixture.ledger.know(channel(1), 1, 10, begin.minus(Duration.ofDays(29)));
        fixture.ledger.know(channel(2), 1, 10, begin.minus(Duration.ofDays(31)));
        long id = fixture.await(fixture.table.add(SweepKind.OUTAGE, "a test", Optional.of(begin), Optional.empty()));
        fixture.start();
        assertThat(fixture.ended(id).expected()).isEqualTo(1);
        assertThat(fixture.log.asked).containsExactly(channel(1));
    }

    @Test
    void afterAKillAnotherReplicaGoesOnWithThePage() {
        know(CHANNELS);
        hold(450);
        long id = fixture.add(SweepKind.KNOWN);
        fixture.start();
        awaitAsked(450);
        // The lanes beside it go on to the page's end.
        awaitAsked(499);
        fixture.abandon();
        fixture.log.held.clear();
        List<ChannelKey> before = List.copyOf(fixture.log.asked);
        try (SweepFixture other = fixture.another(details)) {
            assertThat(other.row(id).state()).isEqualTo(SweepState.OPEN);
            assertThat(other.row(id).walked()).isEqualTo(400);
            other.start();
            SweepRow row = other.ended(id);
            assertThat(row.walked()).isEqualTo(CHANNELS);
            assertThat(new HashSet<>(fixture.log.asked)).hasSize(CHANNELS);
            assertThat(fixture.log.asked.subList(before.size(), fixture.log.asked.size()))
                    .doesNotContain(channel(399))
                    .startsWith(channel(400));
        }
    }

    @Test
    void twoReplicasWalkEachSweepOnce() {
        know(300);
        try (SweepFixture other = fixture.another(details)) {
            List<Long> ids = IntStream.range(0, 6)
                    .mapToObj(it -> fixture.add(SweepKind.KNOWN))
                    .toList();
            fixture.start();
            other.start();
            ids.forEach(id -> assertThat(fixture.ended(id).walked()).isEqualTo(300));
            assertThat(fixture.log.asked).hasSize(6 * 300);
        }
    }

    @Test
    void aSweepThatIsCancelledStopsAtItsNextPage() {
        know(CHANNELS);
        Promise<Newest> held = hold(250);
        long id = fixture.add(SweepKind.KNOWN);
        fixture.start();
        awaitAsked(250);
        assertThat(fixture.await(fixture.table.cancel(id))).isTrue();
        long next = fixture.await(fixture.table.order(
                new SweepOrder.OneChannel(channel(1), OptionalLong.empty(), OptionalLong.of(5)), "a test"));
        held.complete(fixture.log.newest.get(channel(250)));
        fixture.ended(next);
        assertThat(fixture.row(id).state()).isEqualTo(SweepState.CANCELLED);
        assertThat(fixture.row(id).walked()).isEqualTo(200);
        assertThat(fixture.log.asked).doesNotContain(channel(300));
    }

    @Test
    void whileUpstreamIsAwayItWaitsAndThenGoesOn() {
        know(CHANNELS);
        Promise<Newest> held = hold(250);
        long id = fixture.add(SweepKind.KNOWN);
        try (LogCapture lines = LogCapture.open()) {
            fixture.start();
            awaitAsked(250);
            fixture.log.notConnected = true;
            held.complete(fixture.log.newest.get(channel(250)));
            int asked = fixture.log.asked.size();
            await().until(() -> fixture.log.asked.size() > asked + 5);
            assertThat(fixture.row(id).state()).isEqualTo(SweepState.OPEN);
            assertThat(fixture.row(id).unknown()).isZero();
            fixture.log.unknown = true;
            fixture.log.notConnected = false;
            fixture.log.unknown = false;
            SweepRow row = fixture.ended(id);
            assertThat(row.walked()).isEqualTo(CHANNELS);
            assertThat(row.unknown()).isZero();
            await().untilAsserted(() ->
                    assertThat(lines.lines()).anyMatch(line -> line.contains("is done: 1000 channels walked")));
            assertThat(lines.lines())
                    .filteredOn(line -> line.contains("waits: no connection"))
                    .hasSize(1);
            assertThat(lines.lines())
                    .filteredOn(line -> line.contains("sweeps go on"))
                    .hasSize(1);
        }
    }

    @Test
    void aChannelThatIsNeverAnsweredDoesNotHoldItUp() {
        know(150);
        fixture.log.sick.add(channel(120));
        long id = fixture.add(SweepKind.KNOWN);
        fixture.start();
        SweepRow row = fixture.ended(id);
        assertThat(row.walked()).isEqualTo(150);
        assertThat(row.unknown()).isEqualTo(1);
    }

    /** So many that the others are spared, as long as they are asked first. */
    @Test
    void neighboursThatAreNeverAnsweredDoNotHoldItUp() {
        know(150);
        IntStream.range(100, 120).forEach(number -> fixture.log.sick.add(channel(number)));
        long id = fixture.add(SweepKind.KNOWN);
        fixture.start();
        SweepRow row = fixture.ended(id);
        assertThat(row.walked()).isEqualTo(150);
        assertThat(row.unknown()).isEqualTo(20);
        assertThat(fixture.ledger.told).hasSizeGreaterThanOrEqualTo(130);
    }

    @Test
    void sweepsThatWaitInTurnForTheSameChannelGoOn() {
        know(10);
        fixture.log.sick.add(channel(5));
        List<Long> ids = List.of(fixture.add(SweepKind.KNOWN), fixture.add(SweepKind.KNOWN));
        fixture.start();
        ids.forEach(id -> assertThat(fixture.ended(id).unknown()).isEqualTo(1));
    }

    @Test
    void anUpstreamThatIsAwayIsNotAskedForEveryChannel() {
        know(100);
        fixture.log.notConnected = true;
        fixture.add(SweepKind.KNOWN);
        fixture.start();
        await().until(() -> fixture.log.asked.size() > 10);
        assertThat(new HashSet<>(fixture.log.asked)).hasSizeLessThan(10);
    }

    @Test
    void whatIsMoreUrgentGoesFirst() {
        know(CHANNELS);
        Promise<Newest> held = hold(250);
        long history = fixture.add(SweepKind.DAILY);
        fixture.start();
        awaitAsked(250);
        long outage = fixture.add(SweepKind.OUTAGE);
        fixture.log.held.clear();
        held.complete(new Newest.Known(10, OptionalLong.empty()));
        fixture.ended(history);
        SweepRow first = fixture.row(outage);
        assertThat(first.state()).isEqualTo(SweepState.DONE);
        assertThat(first.finishedAt().orElseThrow())
                .isBefore(fixture.row(history).finishedAt().orElseThrow());
    }

    @Test
    void whatCameBeforeIsMergedFirst() throws Exception {
        know(3);
        Sql.run(details, "INSERT INTO wkgate_arrival (at, numbers) VALUES (UTC_TIMESTAMP(3) - INTERVAL 1 SECOND, '')");
        long id = fixture.add(SweepKind.KNOWN);
        long channel = fixture.add(SweepKind.CHANNEL);
        fixture.start();
        fixture.ended(channel);
        assertThat(fixture.row(id).walked()).isZero();
        Sql.run(details, "DELETE FROM wkgate_arrival");
        assertThat(fixture.ended(id).walked()).isEqualTo(3);
    }

    @Test
    void oneThatStopsGivesBackWhatItWorksOn() {
        know(CHANNELS);
        Promise<Newest> held = hold(250);
        long id = fixture.add(SweepKind.KNOWN);
        fixture.start();
        awaitAsked(250);
        var stopped = fixture.stopping();
        fixture.log.held.clear();
        held.complete(new Newest.Known(10, OptionalLong.empty()));
        fixture.await(stopped);
        try (SweepFixture other = fixture.another(details)) {
            assertThat(other.await(new SweepQueue(other.database(), Duration.ofSeconds(30)).due()))
                    .extracting(SweepQueue.Due::id)
                    .containsExactly(id);
            other.start();
            assertThat(other.ended(id).walked()).isEqualTo(CHANNELS);
        }
    }
}
