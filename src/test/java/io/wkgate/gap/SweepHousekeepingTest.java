package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promise: sweeps that ended long ago are deleted; not what is open, has open gaps, or tells when the next is due. */
class SweepHousekeepingTest extends SweepScene {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private SweepHousekeeping housekeeping;

    @BeforeEach
    void prepare() {
        housekeeping = new SweepHousekeeping(fixture.database(), Duration.ofDays(7), new SweepMetrics(registry));
    }

    private void end(long id, int daysAgo, SweepState state) throws Exception {
        Sql.run(
                details,
                "UPDATE wkgate_sweep SET state = " + state.column() + ", asked_at = UTC_TIMESTAMP(3) - INTERVAL "
                        + daysAgo + " DAY, due_at = asked_at, finished_at = asked_at WHERE id = " + id);
    }

    private List<Long> left() {
        fixture.await(housekeeping.clean());
        return fixture.await(fixture.table.list(OptionalLong.empty(), 100)).stream()
                .map(SweepRow::id)
                .toList();
    }

    private void openGap(long sweep) throws Exception {
        Sql.run(
                details,
                "INSERT INTO wkgate_gap (channel_id, channel_type, first_seq, last_seq, reason, sweep, found_at,"
                        + " due_at) VALUES ('g1', 2, 1, 2, 'asked', " + sweep
                        + ", UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))");
    }

    @Test
    void whatEndedLongAgoIsDeleted() throws Exception {
        long done = fixture.add(SweepKind.KNOWN);
        long cancelled = fixture.add(SweepKind.KNOWN);
        long recent = fixture.add(SweepKind.KNOWN);
        long open = fixture.add(SweepKind.KNOWN);
        end(done, 8, SweepState.DONE);
        end(cancelled, 8, SweepState.CANCELLED);
        end(recent, 6, SweepState.DONE);
        end(open, 8, SweepState.OPEN);
        assertThat(left()).containsExactly(open, recent);
    }

    @Test
    void whatHasOpenGapsStays() throws Exception {
        long id = fixture.add(SweepKind.KNOWN);
        end(id, 8, SweepState.DONE);
        openGap(id);
        assertThat(left()).containsExactly(id);
        Sql.run(details, "UPDATE wkgate_gap SET state = 2");
        assertThat(left()).isEmpty();
    }

    @Test
    void theLastOfWhatNobodyOrdersStays() throws Exception {
        long first = fixture.await(fixture.own.outage("a test", Duration.ZERO, Duration.ZERO))
                .orElseThrow();
        end(first, 9, SweepState.DONE);
        long second = fixture.await(fixture.own.outage("a test", Duration.ZERO, Duration.ZERO))
                .orElseThrow();
        end(second, 8, SweepState.DONE);
        assertThat(left()).containsExactly(second);
    }

    @Test
    void theAgeOfTheOldestOpenOneIsShown() throws Exception {
        fixture.await(housekeeping.measure());
        assertThat(registry.get("wkgate.gap.sweep.open").gauge().value()).isZero();
        assertThat(registry.get("wkgate.gap.sweep.oldest.seconds").gauge().value())
                .isZero();
        long id = fixture.add(SweepKind.KNOWN);
        end(id, 1, SweepState.OPEN);
        fixture.await(housekeeping.measure());
        assertThat(registry.get("wkgate.gap.sweep.open").gauge().value()).isEqualTo(1);
        assertThat(registry.get("wkgate.gap.sweep.oldest.seconds").gauge().value())
                .isBetween(86_400.0, 86_500.0);
    }
}
