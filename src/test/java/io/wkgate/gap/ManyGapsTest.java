package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.RowsRead;
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

    @Test
    void aPageCostsWhatIsOnIt() throws Exception {
        long end = Long.MAX_VALUE;
        assertThat(RowsRead.by(database, GapRows.page(false, false), end, 50)).isBetween(50L, 60L);
        assertThat(RowsRead.by(database, GapRows.page(true, false), end, GapState.OPEN.ordinal(), 50))
                .isBetween(1L, 10L);
        assertThat(RowsRead.by(database, GapRows.page(true, false), 9000, GapState.ABSENT.ordinal(), 50))
                .isBetween(50L, 60L);
        assertThat(RowsRead.by(database, GapRows.page(false, true), end, "'g1'", 2, 50))
                .as("those of the channel, sorted")
                .isBetween((long) ABSENT / 1000, ABSENT / 1000 * 3L + 60);
    }

    @Test
    void sumsNeedNoRows() throws Exception {
        String absent = RowsRead.query(GapSums.OF_STATE, GapState.ABSENT.ordinal(), 0);
        String sweeps = RowsRead.query(GapSums.bySweep(2), 3, 4);
        for (String sum : List.of(absent, sweeps)) {
            assertThat(extras(sum)).as(sum).contains("Using index").doesNotContain("filesort");
        }
        // What a part holds is read again where it is summed up.
        assertThat(RowsRead.by(database, absent)).isBetween((long) ABSENT, ABSENT * 2L + 20);
        assertThat(RowsRead.by(database, sweeps)).isBetween(ABSENT * 2L / 7, ABSENT * 2L / 7 + 100);
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
