package io.wkgate.gap;

import static io.wkgate.gap.RepairFixture.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.Sql;
import io.wkgate.upstream.LogAnswer;
import io.wkgate.upstream.LogRequest;
import io.wkgate.upstream.TestNodes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The promise: however many gaps wait, and however many were repaired, what the worker asks of the database costs no more. */
class WaitingGapsTest {

    private static void fill(ConnectionDetails database, int count) throws Exception {
        Sql.run(
                database,
                "INSERT INTO wkgate_gap (channel_id, channel_type, first_seq, last_seq, reason, state, found_at, due_at)"
                        + " SELECT CONCAT('g', seq DIV 10), 2, seq, seq,"
                        + " ELT(seq % 6 + 1, 'hole', 'behind', 'history', 'asked', 'first_seen', 'history'),"
                        + " (seq DIV 7) % 2, UTC_TIMESTAMP(3), TIMESTAMPADD(SECOND, CAST(seq % 5000 AS SIGNED) - 4000, UTC_TIMESTAMP(3))"
                        + " FROM seq_1_to_" + count,
                "ANALYZE TABLE wkgate_gap");
    }

    /** How many rows and index entries the server has read; nobody else uses it. */
    private static long reads(DatabaseServer server) throws Exception {
        long reads = 0;
        try (Connection connection = server.adminConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Handler_read%'")) {
            while (rows.next()) {
                reads += rows.getLong(2);
            }
        }
        return reads;
    }

    private static long cost(DatabaseServer server, RepairFixture repair, Supplier<Future<?>> work) throws Exception {
        long first = reads(server);
        long second = reads(server);
        repair.await(work.get());
        // Asking for the numbers reads something, too.
        return reads(server) - second - (second - first);
    }

    @Test
    void theCostOfARoundDoesNotGrowWithWhatWaits() throws Exception {
        try (DatabaseServer server = DatabaseServer.start()) {
            ConnectionDetails database = server.createDatabase();
            try (RepairFixture repair = RepairFixture.open(database, LogInMemory.openToAll())) {
                fill(database, 60_000);
                GapQueue queue = repair.queue();
                // Five reasons of 8 × 32 rows, each read in the index and in the table, and sorted.
                assertThat(cost(server, repair, () -> queue.due(8))).isLessThan(5 * 8 * 32 * 4);
                repair.missing(GROUP, 1, 10);
                Claim claim = repair.await(queue.claim(GROUP)).orElseThrow();
                ReadPage page = new ReadPage(GROUP, 10, (LogAnswer.Page) LogInMemory.openToAll()
                        .has(GROUP, 5, 10)
                        .page(TestNodes.two(1), new LogRequest(GROUP, 10, 6, Optional.empty()))
                        .result());
                assertThat(cost(server, repair, () -> queue.renew(claim))).isLessThan(100);
                assertThat(cost(server, repair, () -> queue.settle(claim, page, List.of(), "")))
                        .isLessThan(200);
                assertThat(cost(server, repair, () -> queue.giveBack(claim))).isLessThan(100);
                assertThat(cost(server, repair, () -> queue.claim(GROUP))).isLessThan(200);
            }
        }
    }
}
