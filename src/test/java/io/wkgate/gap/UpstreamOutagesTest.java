package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.testing.Sql;
import io.wkgate.upstream.NodeStatus;
import io.wkgate.upstream.SampleUpstream;
import io.wkgate.upstream.Vitals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The promise: an upstream that was away, became another, was restarted or tells of nothing gets one sweep, and a well one none. */
class UpstreamOutagesTest extends OutageWatching {

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
            fixture.log.vitals = new Vitals(Optional.of(Duration.ZERO), OptionalLong.of(500));
            replica.look();
            replica.clock.advance(Duration.ofSeconds(30));
            fixture.log.vitals = new Vitals(Optional.of(Duration.ZERO), OptionalLong.of(600));
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
            fixture.log.vitals = new Vitals(Optional.of(Duration.ofSeconds(3)), OptionalLong.empty());
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
            fixture.log.vitals = new Vitals(Optional.of(Duration.ofSeconds(2)), OptionalLong.empty());
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
                fixture.log.vitals = new Vitals(Optional.of(Duration.ofSeconds(20)), OptionalLong.empty());
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
}
