package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: what is older than revoke.keep-for and revoke.keep-audit-for is deleted, however much it is, and by default
 * nothing; a mark never, and a revoke that has not ended neither.
 */
@ExtendWith(DatabaseServerExtension.class)
class RevokeRetentionTest {

    private static final int MANY = 1300;

    /** The clock of the fixture begins here. */
    private static final String NOW = "TIMESTAMP('2026-11-22 00:00:00')";

    private static final String INSERT_REVOKE =
            "INSERT INTO wkgate_revoke (id, message_id, message_seq, from_uid, channel_id, channel_type, operator_uid,"
                    + " operator_role, operator_name, rule, notify, state, notes, steps_done, requested_at, finished_at,"
                    + " deadline_at) SELECT seq, seq, seq, 'u1', 'g1', 2, 'u1', 'member', '', 'own-message', 1, ";

    private static final Map<String, String> KEEP =
            Map.of("WKGATE_REVOKE_KEEP_FOR", "30d", "WKGATE_REVOKE_KEEP_AUDIT_FOR", "90d");

    /** Ended 31 days ago and marked: 1 to MANY, with two attempts each, and one with very many. Ended 29 days ago: 5001. */
    private static void fill(ConnectionDetails database) throws Exception {
        try (TestGateway gateway = TestGateway.start(database)) {
            new Desk(gateway, database).receive(Desk.message(0));
        }
        Sql.run(
                database,
                "UPDATE message SET is_revoked = 1, revoker_id = 'u1', message_id = 1",
                INSERT_REVOKE + "'confirmed', '[]', '[]', " + daysAgo(32) + ", " + daysAgo(31) + ", " + daysAgo(31)
                        + " FROM seq_1_to_" + MANY,
                INSERT_REVOKE + "'dead', '[]', '[]', " + daysAgo(32) + ", " + daysAgo(29) + ", " + daysAgo(29)
                        + " FROM seq_5001_to_5001",
                INSERT_REVOKE + "'requested', '[]', '[]', " + daysAgo(400) + ", NULL, " + daysAgo(399)
                        + " FROM seq_5002_to_5002",
                attempts("CEIL(seq / 2)", 2 * MANY),
                attempts("7", 2000),
                attempts("5000 + seq", 2),
                "INSERT INTO wkgate_audit (at, action, message_id, channel_id, channel_type, operator_uid,"
                        + " operator_role, rule, detail) SELECT IF(seq <= " + MANY + ", " + daysAgo(91) + ", "
                        + daysAgo(89) + "), 'accepted', seq, 'g1', 2, 'u1', 'member', 'own-message', '' FROM seq_1_to_"
                        + (MANY + 1),
                "INSERT INTO wkgate_command (message_id, revokes, seen_at) SELECT seq, seq, IF(seq <= " + MANY + ", "
                        + daysAgo(3) + ", " + daysAgo(1) + ") FROM seq_1_to_" + (MANY + 1));
    }

    private static String daysAgo(int days) {
        return "TIMESTAMPADD(DAY, -" + days + ", " + NOW + ")";
    }

    private static String attempts(String revokeId, int count) {
        return "INSERT INTO wkgate_revoke_attempt (revoke_id, step, at, node, dialect, request, outcome, answer) SELECT "
                + revokeId + ", 'channel', " + daysAgo(31) + ", 'n', '2.x', '', 'done', '' FROM seq_1_to_" + count;
    }

    private static List<String> ids(ConnectionDetails database, String table, String column) throws Exception {
        return Sql.column(database, "SELECT DISTINCT " + column + " FROM " + table + " ORDER BY 1");
    }

    @Test
    void whatIsOldIsDeletedAndTheMarksStay(ConnectionDetails database) throws Exception {
        fill(database);
        try (HousekeepingFixture fixture = new HousekeepingFixture(database, KEEP)) {
            fixture.clean();
            assertThat(ids(database, "wkgate_revoke", "id")).containsExactly("5001", "5002");
            assertThat(ids(database, "wkgate_revoke_attempt", "revoke_id")).containsExactly("5001", "5002");
            assertThat(ids(database, "wkgate_audit", "message_id")).containsExactly(Integer.toString(MANY + 1));
            assertThat(ids(database, "wkgate_command", "message_id")).containsExactly(Integer.toString(MANY + 1));
            assertThat(Sql.column(database, "SELECT revoker_id FROM message WHERE is_revoked = 1"))
                    .containsExactly("u1");

            fixture.clock().advance(Duration.ofDays(3));
            fixture.clean();
            assertThat(ids(database, "wkgate_revoke", "id")).containsExactly("5002");
            assertThat(ids(database, "wkgate_audit", "message_id")).isEmpty();
            assertThat(ids(database, "wkgate_command", "message_id")).isEmpty();
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM message WHERE is_revoked = 1"))
                    .isEqualTo(1);
        }
    }

    @Test
    void byDefaultOnlyCommandsAreForgotten(ConnectionDetails database) throws Exception {
        fill(database);
        try (HousekeepingFixture fixture = new HousekeepingFixture(database, Map.of())) {
            fixture.clock().advance(Duration.ofDays(5000));
            fixture.clean();
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_revoke"))
                    .isEqualTo(MANY + 2);
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_revoke_attempt"))
                    .isEqualTo(2 * MANY + 2002);
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_audit"))
                    .isEqualTo(MANY + 1);
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_command"))
                    .isZero();
        }
    }
}
