package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.replica.Phase;
import io.wkgate.testing.Sql;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The promise: a replica that falls silent beside others gets one sweep, and one that ends in order none. */
class SilentReplicasTest extends OutageWatching {

    @Test
    void aReplicaThatFellSilentBesideOneThatLivesGetsOne() throws Exception {
        listed("lost", Phase.SERVING, "3 SECOND");
        try (Replica replica = new Replica();
                Replica follower = new Replica()) {
            follower.leads = false;
            for (int second = 0; second < 60; second++) {
                replica.pass(Duration.ofSeconds(1));
                follower.pass(Duration.ofSeconds(1));
            }
            // It may be sent to for a while yet.
            assertThat(sweeps()).isEmpty();
            replica.pass(Duration.ofMinutes(1));
            SweepRow row = theOne();
            assertThat(row.kind()).isEqualTo(SweepKind.OUTAGE);
            assertThat(row.reason()).isEqualTo("replica lost fell silent");
            assertThat(Duration.between(row.since().orElseThrow(), row.askedAt())
                            .toSeconds())
                    .isBetween(60L, 90L);
            sweepsAreDone();
            replica.pass(Duration.ofMinutes(2));
            follower.leads = true;
            follower.pass(Duration.ofMinutes(2));
            theOne();
        }
        try (Replica later = new Replica()) {
            later.pass(Duration.ofMinutes(2));
            theOne();
        }
    }

    @Test
    void whoTakesTheLeadSeesToTheOneThatHadIt() throws Exception {
        listed("leader", Phase.SERVING, "0 SECOND");
        try (Replica replica = new Replica()) {
            replica.leads = false;
            replica.pass(Duration.ofSeconds(30));
            replica.leads = true;
            replica.pass(Duration.ofMinutes(2));
            assertThat(theOne().reason()).isEqualTo("replica leader fell silent");
        }
    }

    @Test
    void whoEndsInOrderOrIsOnlyStartingGetsNone() throws Exception {
        listed("ends", Phase.DRAINING, "3 SECOND");
        listed("starts", Phase.STARTING, "3 SECOND");
        listed("lives", Phase.SERVING, "3 SECOND");
        try (Replica replica = new Replica()) {
            replica.pass(Duration.ofSeconds(10));
            Sql.run(details, "DELETE FROM wkgate_replica WHERE name = 'ends'");
            for (int round = 0; round < 10; round++) {
                beats("lives");
                replica.pass(Duration.ofSeconds(10));
            }
            assertThat(sweeps()).isEmpty();
        }
    }

    @Test
    void aReplicaThatIsPausedGetsOneEachTime() throws Exception {
        listed("paused", Phase.SERVING, "0 SECOND");
        try (Replica replica = new Replica()) {
            for (int pause = 1; pause <= 2; pause++) {
                replica.pass(Duration.ofSeconds(31));
                for (int round = 0; round < 12; round++) {
                    beats("paused");
                    replica.pass(Duration.ofSeconds(10));
                }
                assertThat(sweeps()).hasSize(pause);
                sweepsAreDone();
            }
        }
    }

    /** Its own restart tells of that. */
    @Test
    void aGatewayThatIsAloneGetsOneWhenItDies() throws Exception {
        new Replica().close();
        listed("killed", Phase.SERVING, "5 SECOND");
        beatWas("4 SECOND");
        try (Replica restarted = new Replica();
                Replica another = new Replica()) {
            restarted.leads = false;
            restarted.pass(Duration.ofSeconds(15));
            assertThat(theOne().reason()).startsWith("no gateway was running");
            sweepsAreDone();
            another.pass(Duration.ofMinutes(2));
            restarted.leads = true;
            restarted.pass(Duration.ofMinutes(2));
            theOne();
        }
    }

    @Test
    void aDatabaseThatWasAwayMakesNobodySilent() throws Exception {
        listed("other", Phase.SERVING, "0 SECOND");
        try (Replica replica = new Replica()) {
            replica.pass(Duration.ofSeconds(12));
            replica.clock.advance(Duration.ofSeconds(30));
            beatWas("30 SECOND");
            replica.pass(Duration.ofSeconds(12));
            beats("other");
            replica.pass(Duration.ofSeconds(12));
            beats("other");
            replica.pass(Duration.ofSeconds(12));
            assertThat(theOne().reason()).isEqualTo("the database was away, or no gateway had time for 30 s");
        }
    }

    @Test
    void oneThatFellSilentLongAgoIsSeenToByAnySweepAfterIt() throws Exception {
        try (Replica replica = new Replica()) {
            replica.watch.mayHaveLost("not committed in time");
            replica.later();
            sweepsAreDone();
            listed("long-gone", Phase.SERVING, "3 HOUR");
            replica.pass(Duration.ofMinutes(2));
            assertThat(theOne().reason()).isEqualTo("not committed in time");
            listed("gone", Phase.SERVING, "30 MINUTE");
            replica.pass(Duration.ofMinutes(2));
            assertThat(sweeps()).hasSize(2);
        }
    }
}
