package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.SettableClock;
import io.wkgate.testing.Sql;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.NodeStatus;
import io.wkgate.upstream.SampleUpstream;
import io.wkgate.upstream.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: whatever may have cost messages gets one sweep, once it is over and the grace period has passed, over all
 * replicas; a system that is well gets none.
 */
@ExtendWith(DatabaseServerExtension.class)
class OutageWatchTest {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private ConnectionDetails details;
    private SweepFixture fixture;

    @BeforeEach
    void open(ConnectionDetails database) {
        details = database;
        fixture = SweepFixture.open(database);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** One replica, whose time the test tells; the database's goes on by itself. */
    private final class Replica implements AutoCloseable {

        final Vertx vertx = Vertx.vertx();
        final SettableClock clock = new SettableClock();
        final Trouble trouble = new Trouble();
        final Silence silence = new Silence(clock);
        final AtomicInteger added = new AtomicInteger();
        final UpstreamSigns signs;
        final OutageWatch watch;
        Optional<String> databaseAway = Optional.empty();
        List<KnownNode> answering = List.of(SampleUpstream.node(1));
        final AtomicInteger looks = new AtomicInteger();
        boolean missed;
        boolean leads = true;

        Replica() {
            UpstreamNodes nodes = new UpstreamNodes() {
                @Override
                public boolean configured() {
                    return true;
                }

                @Override
                public List<KnownNode> answering() {
                    return answering;
                }
            };
            signs = new UpstreamSigns(clock, fixture.log, nodes, trouble);
            watch = new OutageWatch(
                    vertx,
                    clock,
                    GRACE,
                    new OutageWatch.Parts(
                            trouble,
                            silence,
                            new Pulse(fixture.database()),
                            fixture.own,
                            () -> databaseAway,
                            nodes,
                            signs,
                            () -> {
                                looks.incrementAndGet();
                                return Future.succeededFuture(missed);
                            },
                            () -> Future.succeededFuture(leads),
                            added::incrementAndGet));
            tick();
        }

        void tick() {
            fixture.await(watch.tick());
        }

        void look() {
            fixture.await(watch.look());
        }

        /** Lets the grace period pass. */
        void later() {
            clock.advance(GRACE);
            tick();
        }

        @Override
        public void close() {
            EndOf.vertx(vertx);
        }
    }

    private List<SweepRow> sweeps() {
        return fixture.await(fixture.table.list(OptionalLong.empty(), 100));
    }

    private SweepRow theOne() {
        assertThat(sweeps()).hasSize(1);
        return sweeps().get(0);
    }

    private void beatWas(String ago) throws Exception {
        Sql.run(
                details,
                "UPDATE wkgate_lease SET beat_at = UTC_TIMESTAMP(3) - INTERVAL " + ago + " WHERE name = 'gateway'");
    }

    @Test
    void aSystemThatIsWellGetsNone() throws Exception {
        try (Replica replica = new Replica()) {
            fixture.log.vitals = new Vitals(Optional.of(Instant.EPOCH), OptionalLong.of(5));
            for (int round = 0; round < 30; round++) {
                replica.watch.notifyCame();
                fixture.log.vitals = new Vitals(
                        Optional.of(Instant.EPOCH.plusSeconds(round % 3)), OptionalLong.of(5 + round * 100L));
                replica.look();
                replica.later();
            }
        }
        try (Replica restartedAtOnce = new Replica()) {
            restartedAtOnce.later();
        }
        assertThat(sweeps()).isEmpty();
    }

    @Test
    void whatWasNotAcknowledgedGetsOneWhenItIsOver() {
        try (Replica replica = new Replica();
                LogCapture lines = LogCapture.open()) {
            for (int second = 0; second < 30; second++) {
                replica.watch.mayHaveLost("not committed in time");
                replica.clock.advance(Duration.ofSeconds(1));
                replica.tick();
            }
            replica.clock.advance(GRACE.minusMillis(1500));
            replica.tick();
            assertThat(sweeps()).isEmpty();
            replica.clock.advance(Duration.ofSeconds(1));
            replica.tick();
            SweepRow row = theOne();
            assertThat(row.kind()).isEqualTo(SweepKind.OUTAGE);
            assertThat(row.reason()).isEqualTo("not committed in time");
            assertThat(Duration.between(row.since().orElseThrow(), row.askedAt())
                            .toSeconds())
                    .isBetween(38L, 40L);
            assertThat(replica.added).hasValue(1);
            replica.later();
            replica.later();
            theOne();
            assertThat(lines.lines())
                    .filteredOn(line -> line.contains("channels are compared with WuKongIM after an outage"))
                    .hasSize(1);
        }
    }

    @Test
    void anotherOutageGetsAnother() throws Exception {
        try (Replica replica = new Replica()) {
            replica.watch.mayHaveLost("one");
            replica.later();
            Sql.run(details, "UPDATE wkgate_sweep SET state = 1, begun_at = UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE");
            replica.watch.mayHaveLost("two");
            replica.later();
            assertThat(sweeps()).extracting(SweepRow::reason).containsExactly("two", "one");
        }
    }

    @Test
    void replicasThatLostTheirShareOfOneOutageGetOneTogether() {
        try (Replica one = new Replica();
                Replica other = new Replica()) {
            one.watch.mayHaveLost("the database was away");
            other.watch.mayHaveLost("the database was away");
            one.later();
            other.later();
            theOne();
        }
    }

    @Test
    void aDatabaseThatWasAwayGetsOne() {
        try (Replica replica = new Replica()) {
            replica.databaseAway = Optional.of("error 1040");
            replica.tick();
            replica.later();
            replica.later();
            assertThat(sweeps()).isEmpty();
            replica.databaseAway = Optional.empty();
            replica.later();
            assertThat(theOne().reason()).isEqualTo("the database was away");
        }
    }

    @Test
    void aGatewayThatWasNotRunningGetsOne() throws Exception {
        new Replica().close();
        beatWas("90 SECOND");
        try (Replica replica = new Replica()) {
            replica.later();
            SweepRow row = theOne();
            assertThat(row.reason()).startsWith("no gateway was running for 9");
            assertThat(Duration.between(row.since().orElseThrow(), row.askedAt())
                            .toSeconds())
                    .isBetween(95L, 110L);
        }
    }

    @Test
    void aGatewayThatRanWhileAnotherWasAwayIsEnough() throws Exception {
        try (Replica staying = new Replica()) {
            beatWas("90 SECOND");
            staying.tick();
            staying.trouble.over(Instant.MAX, Duration.ZERO);
            try (Replica restarted = new Replica()) {
                restarted.later();
                assertThat(sweeps()).isEmpty();
            }
        }
    }

    @Test
    void oneThatStoodStillGetsOne() throws Exception {
        try (Replica replica = new Replica()) {
            beatWas("20 SECOND");
            replica.tick();
            replica.later();
            assertThat(theOne().reason()).contains("no gateway had time");
        }
    }

    @Test
    void anUpstreamThatWasNotReachableGetsOneWhenItIsBack() {
        try (Replica replica = new Replica()) {
            NodeStatus well = SampleUpstream.known(SampleUpstream.unknown(1), "v2.2.5");
            NodeStatus away = SampleUpstream.unreachable(well);
            replica.signs.probed(SampleUpstream.unknown(1), well);
            replica.signs.probed(well, well);
            replica.signs.probed(well, away);
            replica.answering = List.of();
            replica.signs.probed(away, away);
            replica.later();
            assertThat(sweeps()).isEmpty();
            replica.signs.probed(away, SampleUpstream.known(away, "v2.2.5"));
            replica.later();
            assertThat(sweeps()).isEmpty();
            replica.answering = List.of(SampleUpstream.node(1));
            replica.later();
            assertThat(theOne().reason()).isEqualTo("WuKongIM 1 (node1:5001) was not reachable");
        }
    }

    @Test
    void anUpstreamThatBecameAnotherVersionGetsOne() {
        try (Replica replica = new Replica()) {
            NodeStatus well = SampleUpstream.known(SampleUpstream.unknown(1), "v2.0.10");
            replica.signs.probed(well, SampleUpstream.known(well, "v2.2.5"));
            replica.later();
            assertThat(theOne().reason()).isEqualTo("WuKongIM 1 (node1:5001) became another version");
        }
    }

    @Test
    void anUpstreamThatWasRestartedGetsOne() {
        try (Replica replica = new Replica()) {
            fixture.log.vitals = new Vitals(Optional.of(replica.clock.instant()), OptionalLong.of(500));
            replica.look();
            replica.clock.advance(Duration.ofSeconds(30));
            fixture.log.vitals = new Vitals(Optional.of(replica.clock.instant()), OptionalLong.of(600));
            replica.look();
            replica.look();
            replica.later();
            assertThat(theOne().reason()).isEqualTo("WuKongIM 1 (node1:5001) was restarted");
        }
    }

    @Test
    void anUpstreamThatWasRestartedBeforeItWasFirstLookedAtGetsOne() {
        try (Replica replica = new Replica()) {
            replica.clock.advance(Duration.ofSeconds(3));
            fixture.log.vitals = new Vitals(Optional.of(replica.clock.instant()), OptionalLong.empty());
            replica.clock.advance(Duration.ofSeconds(3));
            replica.look();
            replica.look();
            replica.later();
            assertThat(theOne().reason()).contains("was restarted");
        }
    }

    @Test
    void anUpstreamThatTellsItsStartOnlyWhileItIsNewGetsOne() {
        try (Replica replica = new Replica()) {
            Vitals old = new Vitals(Optional.empty(), OptionalLong.empty());
            fixture.log.vitals = old;
            replica.look();
            replica.clock.advance(Duration.ofSeconds(10));
            fixture.log.vitals = new Vitals(Optional.of(replica.clock.instant().minusSeconds(2)), OptionalLong.empty());
            replica.look();
            replica.clock.advance(Duration.ofSeconds(50));
            fixture.log.vitals = old;
            replica.look();
            replica.later();
            assertThat(theOne().reason()).contains("was restarted");
        }
    }

    /** As v3 does whose history is shorter than a minute. */
    @Test
    void aStartThatMovesAlongIsNone() {
        try (Replica replica = new Replica()) {
            for (int look = 0; look < 10; look++) {
                fixture.log.vitals =
                        new Vitals(Optional.of(replica.clock.instant().minusSeconds(20)), OptionalLong.empty());
                replica.look();
                replica.clock.advance(Duration.ofSeconds(10));
            }
            replica.later();
            assertThat(sweeps()).isEmpty();
        }
    }

    @Test
    void anUpstreamWhoseCounterFellWasRestarted() {
        try (Replica replica = new Replica()) {
            fixture.log.vitals = new Vitals(Optional.empty(), OptionalLong.of(500));
            replica.look();
            fixture.log.vitals = new Vitals(Optional.empty(), OptionalLong.of(3));
            replica.look();
            replica.later();
            assertThat(theOne().reason()).contains("was restarted");
        }
    }

    @Test
    void anUpstreamThatTellsOfNothingGetsOneAndAnotherWhenItTellsAgain() throws Exception {
        try (Replica replica = new Replica()) {
            replica.missed = true;
            replica.clock.advance(Duration.ofSeconds(59));
            replica.look();
            assertThat(replica.looks).hasValue(0);
            replica.clock.advance(Duration.ofSeconds(1));
            replica.look();
            replica.later();
            assertThat(theOne().reason()).isEqualTo("WuKongIM has messages, and told of none for 60 s");
            Sql.run(details, "UPDATE wkgate_sweep SET state = 1, begun_at = UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE");
            replica.clock.advance(Duration.ofMinutes(5));
            replica.look();
            replica.later();
            theOne();
            replica.watch.notifyCame();
            replica.tick();
            replica.later();
            assertThat(sweeps())
                    .extracting(SweepRow::reason)
                    .first()
                    .isEqualTo("WuKongIM told of no message for a while");
        }
    }

    @Test
    void whatCameToAnotherReplicaIsNoSilence() throws Exception {
        try (Replica replica = new Replica();
                Replica other = new Replica()) {
            replica.missed = true;
            replica.clock.advance(Duration.ofSeconds(100));
            other.watch.notifyCame();
            other.tick();
            replica.tick();
            replica.look();
            assertThat(replica.looks).hasValue(0);
        }
    }

    @Test
    void whatEveryReplicaSeesGetsOneByTheOneThatLeads() {
        try (Replica replica = new Replica();
                Replica follower = new Replica()) {
            follower.leads = false;
            for (int tick = 0; tick < 10; tick++) {
                follower.tick();
            }
            NodeStatus well = SampleUpstream.known(SampleUpstream.unknown(1), "v2.0.10");
            follower.signs.probed(well, SampleUpstream.known(well, "v2.2.5"));
            follower.later();
            assertThat(sweeps()).isEmpty();
            follower.clock.advance(Duration.ofMinutes(5));
            follower.tick();
            follower.leads = true;
            for (int tick = 0; tick < 10; tick++) {
                follower.tick();
            }
            assertThat(sweeps()).isEmpty();
        }
    }

    @Test
    void aReplicaThatTakesTheLeadSeesToWhatTheOtherLeft() {
        try (Replica replica = new Replica()) {
            replica.leads = false;
            for (int tick = 0; tick < 10; tick++) {
                replica.tick();
            }
            NodeStatus well = SampleUpstream.known(SampleUpstream.unknown(1), "v2.0.10");
            replica.signs.probed(well, SampleUpstream.known(well, "v2.2.5"));
            replica.later();
            assertThat(sweeps()).isEmpty();
            replica.leads = true;
            for (int tick = 0; tick < 10; tick++) {
                replica.tick();
            }
            theOne();
        }
    }
}
