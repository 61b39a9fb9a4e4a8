package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The promise: of replicas that see the same outage, or the same day begin, one adds the sweep, and a new one gets its own. */
class OwnSweepsTest extends SweepScene {

    private static final Duration DAY = Duration.ofDays(1);

    private Optional<Long> outage(Duration began, Duration ended) {
        return fixture.await(fixture.own.outage("a test", began, ended));
    }

    private Optional<Long> outage() {
        return outage(Duration.ofSeconds(60), Duration.ofSeconds(10));
    }

    private void begin(long id, String ago) throws Exception {
        Sql.run(
                details,
                "UPDATE wkgate_sweep SET state = 1, begun_at = UTC_TIMESTAMP(3) - INTERVAL " + ago
                        + ", finished_at = UTC_TIMESTAMP(3) WHERE id = " + id);
    }

    @Test
    void anOutageHasItsBeginAndItsReason() {
        SweepRow row = fixture.row(outage().orElseThrow());
        assertThat(row.kind()).isEqualTo(SweepKind.OUTAGE);
        assertThat(row.reason()).isEqualTo("a test");
        Instant since = row.since().orElseThrow();
        assertThat(Duration.between(since, row.askedAt()).toMillis()).isBetween(59_000L, 61_000L);
    }

    @Test
    void oneThatHasNotBegunIsEnough() {
        assertThat(outage()).isPresent();
        assertThat(outage()).isEmpty();
    }

    @Test
    void oneThatBeganWhenTheOutageWasOverIsEnough() throws Exception {
        begin(outage().orElseThrow(), "9 SECOND");
        assertThat(outage()).isEmpty();
    }

    @Test
    void oneThatBeganBeforeTheOutageWasOverIsNot() throws Exception {
        begin(outage().orElseThrow(), "11 SECOND");
        assertThat(outage()).isPresent();
    }

    @Test
    void oneThatWasCancelledBeforeItBeganIsNot() {
        assertThat(fixture.await(fixture.table.cancel(outage().orElseThrow()))).isTrue();
        assertThat(outage()).isPresent();
    }

    @Test
    void manyReplicasAtOnceAddOne() {
        try (SweepFixture other = fixture.another(details)) {
            List<Future<Optional<Long>>> all = new ArrayList<>();
            for (int replica = 0; replica < 10; replica++) {
                all.add((replica % 2 == 0 ? fixture : other)
                        .own.outage("a test", Duration.ofSeconds(60), Duration.ofSeconds(10)));
            }
            assertThat(all.stream().map(fixture::await).filter(Optional::isPresent))
                    .hasSize(1);
        }
    }

    @Test
    void aDailyOneIsDueWhenGapsAreFoundForADay() throws Exception {
        assertThat(fixture.await(fixture.own.daily(DAY))).isEmpty();
        fixture.await(new Pulse(fixture.database()).beat(false));
        assertThat(fixture.await(fixture.own.daily(DAY))).isEmpty();
        Sql.run(details, "UPDATE wkgate_lease SET made_at = made_at - INTERVAL 25 HOUR");
        assertThat(fixture.await(fixture.own.daily(DAY))).isPresent();
    }

    @Test
    void aDailyOneIsDueADayAfterTheLastWhichHasEnded() throws Exception {
        fixture.await(new Pulse(fixture.database()).beat(false));
        Sql.run(details, "UPDATE wkgate_lease SET made_at = made_at - INTERVAL 25 HOUR");
        long first = fixture.await(fixture.own.daily(DAY)).orElseThrow();
        assertThat(fixture.await(fixture.own.daily(DAY))).isEmpty();
        Sql.run(details, "UPDATE wkgate_sweep SET asked_at = asked_at - INTERVAL 25 HOUR WHERE id = " + first);
        assertThat(fixture.await(fixture.own.daily(DAY))).isEmpty();
        begin(first, "24 HOUR");
        List<Future<Optional<Long>>> all = new ArrayList<>();
        for (int replica = 0; replica < 10; replica++) {
            all.add(fixture.own.daily(DAY));
        }
        assertThat(all.stream().map(fixture::await).filter(Optional::isPresent)).hasSize(1);
    }
}
