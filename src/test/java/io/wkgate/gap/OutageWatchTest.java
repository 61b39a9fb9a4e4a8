package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.testing.LogCapture;
import io.wkgate.testing.Sql;
import io.wkgate.upstream.NodeStatus;
import io.wkgate.upstream.SampleUpstream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * The promise: whatever may have cost messages gets one sweep, once it is over and the grace period has passed, over all
 * replicas; a system that is well gets none.
 */
class OutageWatchTest extends OutageWatching {

    @Test
    void aSystemThatIsWellGetsNone() throws Exception {
        try (Replica replica = new Replica()) {
            fixture.log.vitals = running(replica, Instant.EPOCH, OptionalLong.of(5));
            for (int round = 0; round < 30; round++) {
                replica.watch.notifyCame();
                fixture.log.vitals =
                        running(replica, Instant.EPOCH.plusSeconds(round % 3), OptionalLong.of(5 + round * 100L));
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
    void whatGoesWrongAgainAndAgainGetsOneNowAndThen() throws Exception {
        try (Replica replica = new Replica()) {
            goesOnGoingWrong(replica, Duration.ofMinutes(5));
            assertThat(sweeps()).isEmpty();
            goesOnGoingWrong(replica, Duration.ofSeconds(10));
            assertThat(Duration.between(theOne().since().orElseThrow(), theOne().askedAt())
                            .toSeconds())
                    .isBetween(295L, 310L);
            Sql.run(details, "UPDATE wkgate_sweep SET state = 1, begun_at = UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE");
            goesOnGoingWrong(replica, Duration.ofMinutes(4));
            theOne();
            goesOnGoingWrong(replica, Duration.ofMinutes(2));
            assertThat(sweeps()).hasSize(2);
        }
    }

    private static void goesOnGoingWrong(Replica replica, Duration time) {
        for (long second = 0; second < time.toSeconds(); second += 5) {
            replica.watch.mayHaveLost("not committed in time");
            replica.clock.advance(Duration.ofSeconds(5));
            replica.tick();
        }
    }

    @Test
    void aLongOutageThatHasJustEndedHasItsGrace() {
        try (Replica replica = new Replica()) {
            replica.databaseAway = Optional.of("error 1040");
            replica.tick();
            replica.clock.advance(Duration.ofHours(1));
            replica.tick();
            replica.databaseAway = Optional.empty();
            replica.tick();
            assertThat(sweeps()).isEmpty();
            replica.later();
            theOne();
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

    /** One replica asks for all, and it need not be the one that leads. */
    @Test
    void aShortOutageOfUpstreamThatOneReplicaSawGetsOneWhoeverLeads() throws Exception {
        try (Replica one = new Replica();
                Replica other = new Replica()) {
            for (Replica replica : List.of(one, other)) {
                replica.leads = false;
                for (int tick = 0; tick < 10; tick++) {
                    replica.tick();
                }
                NodeStatus well = SampleUpstream.known(SampleUpstream.unknown(1), "v2.2.5");
                NodeStatus away = SampleUpstream.unreachable(well);
                replica.signs.probed(well, away);
                replica.signs.probed(away, SampleUpstream.known(away, "v2.2.5"));
            }
            one.later();
            assertThat(theOne().reason()).isEqualTo("WuKongIM 1 (node1:5001) was not reachable");
            Sql.run(details, "UPDATE wkgate_sweep SET state = 1, begun_at = UTC_TIMESTAMP(3)");
            other.later();
            theOne();
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
