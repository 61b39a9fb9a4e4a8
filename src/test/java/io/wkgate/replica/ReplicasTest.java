package io.wkgate.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.wkgate.store.Leases;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventSender;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.SettableClock;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TcpProxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: every replica sees which others there are, how far each is and what it holds; who dies is shown as silent, who
 * ends is gone, and nobody minds when the list cannot be written.
 */
@ExtendWith(DatabaseServerExtension.class)
class ReplicasTest {

    private ConnectionDetails database;

    @BeforeEach
    void makeTables(ConnectionDetails fresh) {
        database = fresh;
        ReplicaFixture.makeTables(database);
    }

    private static List<String> shown(ReplicaFixture replica) {
        return replica.view().replicas().stream()
                .map(it -> it.name() + " " + (it.silent() ? "silent" : it.phase()))
                .toList();
    }

    private static void awaitShown(ReplicaFixture replica, String... expected) {
        await().untilAsserted(() -> assertThat(shown(replica)).containsExactlyInAnyOrder(expected));
    }

    private void pass(ReplicaFixture replica, Duration time) throws Exception {
        Sql.run(
                database,
                "UPDATE wkgate_replica SET beat_at = TIMESTAMPADD(SECOND, -%d, beat_at) WHERE id = UNHEX('%s')"
                        .formatted(time.toSeconds(), replica.id.toString().replace("-", "")));
    }

    @Test
    void eachSeesAllAndHowFarTheyAre() {
        try (ReplicaFixture one = ReplicaFixture.start(database, "one");
                ReplicaFixture two = ReplicaFixture.start(database, "two")) {
            awaitShown(one, "one starting", "two starting");
            assertThat(one.metric("wkgate.replicas")).isZero();
            one.replicas().phase(Phase.SERVING);
            two.replicas().phase(Phase.SERVING);
            awaitShown(two, "one serving", "two serving");
            await().until(() -> Math.max(one.metric("wkgate.replicas"), two.metric("wkgate.replicas")) == 2);
            two.replicas().phase(Phase.DRAINING);
            awaitShown(one, "one serving", "two draining");
            Replica self = one.view().replicas().stream()
                    .filter(it -> it.id().equals(one.id))
                    .findFirst()
                    .orElseThrow();
            assertThat(self.version()).isEqualTo("1.0");
            assertThat(self.settings()).isEqualTo(one.view().settings()).hasSize(64);
            assertThat(self.beatAgo()).isLessThan(Duration.ofSeconds(10));
            assertThat(self.startedAt()).isBetween(self.beatAt().minusSeconds(30), self.beatAt());
            assertThat(self.clockOffset().abs()).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void itBeatsByItself() throws Exception {
        try (ReplicaFixture one = ReplicaFixture.start(database, "one")) {
            awaitShown(one, "one starting");
            Instant first = one.view().replicas().get(0).beatAt();
            await().until(() -> one.view().replicas().get(0).beatAt().isAfter(first.plus(Replicas.BEAT.dividedBy(2))));
        }
    }

    @Test
    void aDeadOneIsSilentAndForgottenAfterADay() throws Exception {
        try (ReplicaFixture one = ReplicaFixture.start(database, "one")) {
            ReplicaFixture dead = ReplicaFixture.start(database, "dead");
            dead.replicas().phase(Phase.SERVING);
            awaitShown(one, "one starting", "dead serving");
            dead.close();
            pass(dead, Replicas.SILENT_AFTER.plusSeconds(1));
            awaitShown(one, "one starting", "dead silent");
            one.replicas().phase(Phase.SERVING);
            await().until(() -> one.metric("wkgate.replicas") == 1);
            pass(dead, Duration.ofHours(23));
            one.replicas().phase(Phase.SERVING);
            awaitShown(one, "one serving", "dead silent");
            pass(dead, Duration.ofHours(1));
            one.replicas().phase(Phase.SERVING);
            awaitShown(one, "one serving");
        }
    }

    @Test
    void oneThatEndsIsGoneAndStaysGone() throws Exception {
        try (ReplicaFixture one = ReplicaFixture.start(database, "one");
                ReplicaFixture two = ReplicaFixture.start(database, "two")) {
            awaitShown(one, "one starting", "two starting");
            two.replicas().phase(Phase.DRAINING);
            two.replicas().stop().await();
            two.replicas().phase(Phase.SERVING);
            assertThat(shown(one)).containsExactly("one starting");
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_replica"))
                    .isEqualTo(1);
        }
    }

    @Test
    void itTellsWhoHoldsWhat() throws Exception {
        try (ReplicaFixture one = ReplicaFixture.start(database, "one");
                ReplicaFixture two = ReplicaFixture.start(database, "two")) {
            one.leases().takeOrKeep("finder", Duration.ofMinutes(1)).await();
            two.leases().takeOrKeep("outages", Duration.ofMinutes(1)).await();
            two.leases().takeOrKeep("prune", Duration.ofMinutes(1)).await();
            two.leases().release("prune").await();
            assertThat(one.view().leases())
                    .extracting(Leases.Lease::name, lease -> lease.holder().orElseThrow())
                    .containsExactly(tuple("finder", one.id), tuple("outages", two.id));
            Sql.run(database, "UPDATE wkgate_lease SET expires_at = beat_at WHERE name = 'finder'");
            assertThat(two.view().leases()).extracting(Leases.Lease::name).containsExactly("outages");
        }
    }

    @Test
    void aClockThatIsOffIsMeasuredSaidOnceAndReckonedWith() {
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));
        try (LogCapture log = LogCapture.open();
                ReplicaFixture one = ReplicaFixture.start(database, "one");
                ReplicaFixture off = ReplicaFixture.start(database, "off", ahead, (byte) 7)) {
            awaitShown(one, "one starting", "off starting");
            assertThat(off.metric("wkgate.replica.clock.offset.seconds")).isBetween(598.0, 602.0);
            one.replicas().phase(Phase.SERVING);
            off.replicas().phase(Phase.SERVING);
            awaitShown(one, "one serving", "off serving");
            await().untilAsserted(() -> assertThat(log.lines())
                    .filteredOn(line -> line.contains("the clock of"))
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line).startsWith("WARN").contains("ahead of the database's"))
                    .anySatisfy(line -> assertThat(line).contains("the clock of replica off (" + off.id + ")"))
                    .anySatisfy(line -> assertThat(line).contains("the clock of this replica")));
            assertThat(Duration.between(
                                    off.replicas().databaseClock().instant(),
                                    one.replicas().databaseClock().instant())
                            .abs())
                    .isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void aClockThatIsSetBetweenTwoBeatsChangesNothing() {
        SettableClock clock = new SettableClock();
        try (ReplicaFixture one = ReplicaFixture.start(database, "one", clock, (byte) 7)) {
            awaitShown(one, "one starting");
            clock.advance(Duration.ofHours(1));
            assertThat(one.replicas().databaseClock().instant())
                    .isBetween(Instant.now().minusSeconds(3), Instant.now().plusSeconds(3));
        }
    }

    @Test
    void otherSettingsAreSaidOnceByWhoSeesThem() {
        try (LogCapture log = LogCapture.open();
                ReplicaFixture one = ReplicaFixture.start(database, "one");
                ReplicaFixture same = ReplicaFixture.start(database, "same")) {
            awaitShown(one, "one starting", "same starting");
            one.replicas().phase(Phase.SERVING);
            awaitShown(one, "one serving", "same starting");
            assertThat(log.lines()).noneMatch(line -> line.contains("other settings"));
            try (ReplicaFixture other = ReplicaFixture.start(database, "other", Clock.systemUTC(), (byte) 8)) {
                awaitShown(one, "one serving", "same starting", "other starting");
                for (int beat = 0; beat < 3; beat++) {
                    one.replicas().phase(Phase.SERVING);
                    await().until(() -> saying(log, "replica other (" + other.id + ") runs with other settings") >= 1);
                }
                await().until(() -> saying(log, "replica one (" + one.id + ") runs with other settings") == 1);
                assertThat(saying(log, "replica other (")).isBetween(1L, 2L);
            }
        }
    }

    private static long saying(LogCapture log, String text) {
        return log.lines().stream().filter(line -> line.contains(text)).count();
    }

    @Test
    void oneThatCannotTellSaysSoOnceAndTellsAgainWhenItCan() throws Exception {
        try (LogCapture log = LogCapture.open();
                EventSender sender = new EventSender();
                TcpProxy proxy = TcpProxy.start(sender.vertx(), database.host(), database.port());
                ReplicaFixture cut = ReplicaFixture.start(proxy.through(database), "cut");
                ReplicaFixture one = ReplicaFixture.start(database, "one")) {
            awaitShown(one, "cut starting", "one starting");
            proxy.refuse(true);
            proxy.cutConnections();
            cut.replicas().phase(Phase.DRAINING);
            await().until(() -> saying(log, "cannot tell the others") == 1);
            cut.replicas().phase(Phase.SERVING);
            awaitShown(one, "cut starting", "one starting");
            assertThat(cut.metric("wkgate.replicas")).isNaN();
            proxy.refuse(false);
            awaitShown(one, "cut serving", "one starting");
            await().until(() -> cut.metric("wkgate.replicas") == 1);
            assertThat(saying(log, "cannot tell the others")).isEqualTo(1);
            assertThat(saying(log, "listed again")).isEqualTo(1);
        }
    }

    @Test
    void aBeatThatArrivesLateDoesNotListOneThatHasEnded() throws Exception {
        try (LogCapture log = LogCapture.open();
                EventSender sender = new EventSender();
                TcpProxy proxy = TcpProxy.start(sender.vertx(), database.host(), database.port());
                ReplicaFixture one = ReplicaFixture.start(proxy.through(database), "one")) {
            awaitShown(one, "one starting");
            proxy.refuse(true);
            proxy.cutConnections();
            one.replicas().phase(Phase.DRAINING);
            await().until(() -> saying(log, "cannot tell the others") == 1);
            Sql.run(database, "CREATE TABLE late AS SELECT * FROM wkgate_replica");
            Future<Void> stopped = one.replicas().stop();
            proxy.refuse(false);
            // Whether the first try to forget it came through or not, now it is listed.
            await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            Sql.run(database, "INSERT IGNORE INTO wkgate_replica SELECT * FROM late");
            assertThat(stopped.isComplete()).isFalse();
            stopped.await();
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_replica"))
                    .isZero();
        }
    }
}
