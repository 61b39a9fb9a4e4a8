package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.wkgate.replica.Phase;
import io.wkgate.replica.Replicas;
import io.wkgate.replica.Self;
import io.wkgate.store.Leases;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.SettableClock;
import io.wkgate.testing.Sql;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.SampleUpstream;
import io.wkgate.upstream.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** One or more replicas that watch for outages, on a database and a log of upstream's. */
abstract class OutageWatching extends SweepScene {

    static final Duration GRACE = Duration.ofSeconds(10);

    /** One replica, whose time the test tells; the database's goes on by itself. */
    final class Replica implements AutoCloseable {

        final Vertx vertx = Vertx.vertx();
        final SettableClock clock = new SettableClock();
        final Trouble trouble = new Trouble();
        final Silence silence = new Silence(clock);
        final AtomicInteger added = new AtomicInteger();
        final UpstreamSigns signs;
        final OutageWatch watch;
        final Replicas listed;
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
            Self self = new Self(UUID.randomUUID(), "one", "1.0", Buffer.buffer(new byte[32]));
            listed = new Replicas(
                    vertx,
                    self,
                    clock,
                    fixture.database(),
                    Duration.ofSeconds(3),
                    new Leases(fixture.database(), self.id()),
                    new SimpleMeterRegistry());
            watch = new OutageWatch(
                    vertx,
                    clock,
                    GRACE,
                    new OutageWatch.Parts(
                            trouble,
                            silence,
                            new Pulse(fixture.database()),
                            new SilentReplicas(clock, fixture.database(), listed::others, trouble),
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

        /** Lets so much time pass, second by second. */
        void pass(Duration time) {
            for (long second = 0; second < time.toSeconds(); second++) {
                clock.advance(Duration.ofSeconds(1));
                tick();
            }
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

    List<SweepRow> sweeps() {
        return fixture.await(fixture.table.list(OptionalLong.empty(), 100));
    }

    SweepRow theOne() {
        assertThat(sweeps()).hasSize(1);
        return sweeps().get(0);
    }

    void beatWas(String ago) throws Exception {
        Sql.run(
                details,
                "UPDATE wkgate_lease SET beat_at = UTC_TIMESTAMP(3) - INTERVAL " + ago + " WHERE name = 'gateway'");
    }

    /** As one that is listed, and beats no more. */
    void listed(String name, Phase phase, String beatAgo) throws Exception {
        Sql.run(
                details,
                "INSERT INTO wkgate_replica (id, name, version, phase, settings, started_at, beat_at, clock_offset) VALUES"
                        + " (UNHEX(MD5('" + name + "')), '" + name + "', '1.0', '" + phase.label() + "',"
                        + " REPEAT('0', 32), '2026-01-01', UTC_TIMESTAMP(3) - INTERVAL " + beatAgo + ", 0)");
    }

    void beats(String name) throws Exception {
        Sql.run(
                details,
                "UPDATE wkgate_replica SET beat_at = TIMESTAMPADD(MICROSECOND, 1000, GREATEST(beat_at, UTC_TIMESTAMP(3)))"
                        + " WHERE name = '" + name + "'");
    }

    void sweepsAreDone() throws Exception {
        Sql.run(details, "UPDATE wkgate_sweep SET state = 1, begun_at = UTC_TIMESTAMP(3) - INTERVAL 1 HOUR");
    }

    static Vitals running(Replica replica, Instant since, OptionalLong messages) {
        return new Vitals(Optional.of(Duration.between(since, replica.clock.instant())), messages);
    }
}
