package io.wkgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The promise: the doctor has nothing against a database on which wkgate works, and leaves every row, number and table as it
 * was, so that it may look as often as it likes.
 */
@ExtendWith(DatabaseServerExtension.class)
class HealthyDatabaseTest {

    private static final String STATE = "SELECT CONCAT_WS(' ', table_name, auto_increment, create_options,"
            + " table_collation) FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name";

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void nothingIsSaidAgainstIt(LayoutName layout, ConnectionDetails details) throws Exception {
        DoctoredDatabase database = DoctoredDatabase.healthy(details, layout);
        assertThat(database.complaints()).isEmpty();
        assertThat(database.look())
                .extracting(Finding::id)
                .doesNotHaveDuplicates()
                .contains(
                        "database.reachable",
                        "database.version",
                        "database.session",
                        "database.read-only",
                        "database.packet",
                        "database.sql-mode",
                        "database.clock",
                        "database.durability",
                        "database.connections",
                        "database.migrations",
                        "database.tables",
                        "database.privileges",
                        "database.privilege-definition",
                        "database.numbers");
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void itIsLeftAsItWas(LayoutName layout, ConnectionDetails details) throws Exception {
        DoctoredDatabase database = DoctoredDatabase.healthy(details, layout);
        Sql.run(details, "INSERT INTO wkgate_arrival (numbers) VALUES ('one')");
        // MariaDB leaves out a number the first time that a table gets an explicit one.
        database.look();
        List<String> before = state(details);
        database.look();
        database.look();
        assertThat(state(details)).isEqualTo(before);
    }

    /** Names, counters and how much is in every table. */
    private static List<String> state(ConnectionDetails details) throws Exception {
        List<String> state = new ArrayList<>(Sql.column(details, STATE));
        for (String table : Sql.column(details, "SHOW TABLES")) {
            state.add(table + Sql.column(details, "SELECT COUNT(*) FROM `" + table + "`"));
        }
        return state;
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void anAccountWithNoMoreThanItNeedsIsEnough(LayoutName layout, DatabaseServer server, ConnectionDetails details)
            throws Exception {
        DoctoredDatabase database = DoctoredDatabase.healthy(details, layout);
        String account = "'" + details.user() + "'@'" + details.host() + "'";
        Sql.runAsAdministrator(
                server,
                "REVOKE ALL PRIVILEGES ON " + details.database() + ".* FROM " + account,
                "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX ON " + details.database() + ".* TO "
                        + account);
        assertThat(database.complaints()).isEmpty();
        assertThat(Sql.column(details, "SHOW TABLES")).doesNotContain(DefinitionTrial.TABLE);
    }
}
