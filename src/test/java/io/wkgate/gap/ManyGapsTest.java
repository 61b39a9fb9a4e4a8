package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: however much is absent, a page costs what is on it, and a sum one walk through an index; the rows are not
 * read.
 */
@ExtendWith(DatabaseServerExtension.class)
class ManyGapsTest {

    private static final int ABSENT = 20_000;

    private ConnectionDetails database;
    private DeskFixture fixture;

    @BeforeEach
    void open(ConnectionDetails fresh) throws SQLException {
        database = fresh;
        fixture = new DeskFixture(fresh);
        fixture.gap("g1", 1, 1, GapState.OPEN, "3", 0);
        Sql.run(
                database,
                "INSERT INTO wkgate_gap (channel_id, channel_type, first_seq, last_seq, reason, sweep, state, found_at,"
                        + " due_at, evidence) SELECT CONCAT('g', seq % 1000), 2, seq, seq, 'hole', seq % 7, 2,"
                        + " UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), REPEAT('x', 200) FROM seq_1_to_" + ABSENT,
                "ANALYZE TABLE wkgate_gap");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String with(String sql, Object... parameters) {
        String query = sql;
        for (Object parameter : parameters) {
            query = query.replaceFirst("\\?", parameter.toString());
        }
        return query;
    }

    /** How many rows and index entries the database reads for a query, as it counts itself. */
    private long read(String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            long first = handlerReads(statement);
            long second = handlerReads(statement);
            try (ResultSet result = statement.executeQuery(query)) {
                while (result.next()) {
                    result.getString(1);
                }
            }
            // Asking for the numbers reads something, too.
            return handlerReads(statement) - second - (second - first);
        }
    }

    private static long handlerReads(Statement statement) throws SQLException {
        long reads = 0;
        try (ResultSet result = statement.executeQuery("SHOW SESSION STATUS LIKE 'Handler_read%'")) {
            while (result.next()) {
                reads += result.getLong(2);
            }
        }
        return reads;
    }

    @Test
    void aPageCostsWhatIsOnIt() throws Exception {
        long end = Long.MAX_VALUE;
        assertThat(read(with(GapRows.page(false, false), end, 50))).isBetween(50L, 60L);
        assertThat(read(with(GapRows.page(true, false), end, GapState.OPEN.ordinal(), 50)))
                .isBetween(1L, 10L);
        assertThat(read(with(GapRows.page(true, false), 9000, GapState.ABSENT.ordinal(), 50)))
                .isBetween(50L, 60L);
        assertThat(read(with(GapRows.page(false, true), end, "'g1'", 2, 50)))
                .as("those of the channel, sorted")
                .isBetween((long) ABSENT / 1000, ABSENT / 1000 * 3L + 60);
    }

    @Test
    void sumsNeedNoRows() throws Exception {
        String absent = with(GapSums.OF_STATE, GapState.ABSENT.ordinal(), 0);
        String sweeps = with(GapSums.bySweep(2), 3, 4);
        for (String sum : List.of(absent, sweeps)) {
            assertThat(extras(sum)).as(sum).contains("Using index").doesNotContain("filesort");
        }
        // What a part holds is read again where it is summed up.
        assertThat(read(absent)).isBetween((long) ABSENT, ABSENT * 2L + 20);
        assertThat(read(sweeps)).isBetween(ABSENT * 2L / 7, ABSENT * 2L / 7 + 100);
        assertThat(fixture.desk().summary().await().absentNumbers()).isEqualTo(ABSENT);
    }

    private String extras(String query) throws SQLException {
        StringBuilder extras = new StringBuilder();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery("EXPLAIN " + query)) {
            while (plan.next()) {
                extras.append(plan.getString("Extra")).append("; ");
            }
        }
        return extras.toString();
    }
}
