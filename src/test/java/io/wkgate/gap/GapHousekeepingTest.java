package io.wkgate.gap;

import static io.wkgate.gap.RepairFixture.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: what was repaired long ago is deleted, what is open, absent or unreadable never is, and the metrics tell what
 * is missing.
 */
@ExtendWith(DatabaseServerExtension.class)
class GapHousekeepingTest {

    @Test
    void onlyWhatWasRepairedLongAgoIsDeleted(ConnectionDetails database) throws Exception {
        try (RepairFixture repair = RepairFixture.open(database, LogInMemory.openToAll())) {
            Sql.run(
                    database,
                    "INSERT INTO wkgate_gap (channel_id, channel_type, first_seq, last_seq, reason, state, found_at,"
                            + " due_at) SELECT 'g1', 2, seq, seq, 'hole', (seq - 1) MOD 4, UTC_TIMESTAMP(3),"
                            + " TIMESTAMPADD(DAY, IF(seq <= 2000, -8, -6), UTC_TIMESTAMP(3)) FROM seq_1_to_2400");
            repair.await(repair.repair().housekeeping().clean());
            assertThat(repair.count("wkgate_gap")).isEqualTo(1900);
            assertThat(repair.count("wkgate_gap WHERE state = 1")).isEqualTo(100);
            assertThat(repair.count("wkgate_gap WHERE state = 1 AND first_seq <= 2000"))
                    .isZero();
        }
    }

    @Test
    void theMetricsTellWhatIsMissingAndSinceWhen(ConnectionDetails database) throws Exception {
        try (RepairFixture repair = RepairFixture.open(database, LogInMemory.openToAll())) {
            repair.missing(GROUP, 1, 10).missing(GROUP, 21, 25);
            Sql.run(
                    database,
                    "UPDATE wkgate_gap SET found_at = TIMESTAMPADD(SECOND, -90, found_at) WHERE first_seq = 21");
            repair.await(repair.repair().housekeeping().measure());
            assertThat(repair.metric("wkgate.gap.open")).isEqualTo(2);
            assertThat(repair.metric("wkgate.gap.missing")).isEqualTo(15);
            assertThat(repair.metric("wkgate.gap.oldest.seconds")).isBetween(90.0, 120.0);
        }
    }

    @Test
    void whatARepairDidIsCounted(ConnectionDetails database) throws Exception {
        LogInMemory log = LogInMemory.openToAll().has(GROUP, 1, 250);
        try (RepairFixture repair = RepairFixture.open(database, log)) {
            repair.missing(GROUP, 11, 210);
            Sql.run(database, "UPDATE wkgate_gap SET found_at = TIMESTAMPADD(SECOND, -30, found_at)");
            repair.start().untilNothingIsOpen();
            repair.await(repair.repair().drain(RepairFixture.LIMIT));
            assertThat(repair.metric("wkgate.gap.repaired")).isEqualTo(200);
            assertThat(repair.metric("wkgate.gap.pages")).isEqualTo(2);
            assertThat(repair.metric("wkgate.gap.failures")).isZero();
            assertThat(repair.metric("wkgate.gap.time")).isEqualTo(1);
            assertThat(repair.seconds("wkgate.gap.time")).isBetween(30.0, 90.0);
        }
    }
}
