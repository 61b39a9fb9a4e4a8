package io.wkgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TsddTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: tables that are not those of this version are told from tables that somebody broke, with the way out of it. */
@ExtendWith(DatabaseServerExtension.class)
class MigrationFindingsTest {

    @Test
    void anEmptySchemaOnlyWaitsForTheFirstStart(ConnectionDetails details) throws Exception {
        DoctoredDatabase database = new DoctoredDatabase(details, LayoutName.NATIVE);
        Finding complaint = database.complaint();
        assertThat(complaint.id()).isEqualTo("database.migration-pending");
        assertThat(complaint.level()).isEqualTo(Finding.Level.WARNING);
        assertThat(complaint.what()).contains("V1__wkgate.sql", "V1_1__message.sql", "V7__long_dead_letters.sql");
        database.migrate();
        assertThat(database.complaints()).isEmpty();
    }

    @Test
    void aNewMigrationWaitsAndItsTablesAreNotMissing(ConnectionDetails details) throws Exception {
        DoctoredDatabase database = DoctoredDatabase.healthy(details, LayoutName.NATIVE);
        Sql.run(
                details,
                "DELETE FROM wkgate_schema_history WHERE version IN ('7', '8')",
                "DROP TABLE wkgate_dead_letter_rest");
        Finding complaint = database.complaint();
        assertThat(complaint.id()).isEqualTo("database.migration-pending");
        assertThat(complaint.what()).contains("V7__long_dead_letters.sql").doesNotContain("V4");
        database.migrate();
        assertThat(database.complaints()).isEmpty();
    }

    @Test
    void oneThatFailedStopsTheStart(ConnectionDetails details) throws Exception {
        DoctoredDatabase database = DoctoredDatabase.healthy(details, LayoutName.NATIVE);
        Sql.run(
                details,
                "DELETE FROM wkgate_schema_history WHERE version = '8'",
                "UPDATE wkgate_schema_history SET success = 0 WHERE version = '7'",
                "DROP TABLE wkgate_dead_letter_rest");
        mendedByAnotherRun(database, "database.migration-failed", "V7__long_dead_letters.sql");
    }

    @Test
    void oneThatRanWithAnotherContentStopsTheStart(ConnectionDetails details) throws Exception {
        DoctoredDatabase database = DoctoredDatabase.healthy(details, LayoutName.NATIVE);
        Sql.run(details, "UPDATE wkgate_schema_history SET checksum = checksum + 1 WHERE version = '7'");
        mendedByAnotherRun(database, "database.migration-changed", "V7__long_dead_letters.sql");
    }

    @Test
    void aLayoutThatWasChangedFromTsddIsNamed(ConnectionDetails details) throws Exception {
        DoctoredDatabase.healthy(details, LayoutName.TSDD);
        Sql.run(details, "DROP TABLE message, message1, message2, message3, message4, message_extra, group_member");
        mendedByAnotherRun(
                new DoctoredDatabase(details, LayoutName.NATIVE),
                "database.migration-passed-over",
                "V1_1__message.sql");
    }

    @Test
    void aLayoutThatWasChangedFromNativeIsNamed(ConnectionDetails details) throws Exception {
        DoctoredDatabase.healthy(details, LayoutName.NATIVE);
        Sql.run(details, "DROP TABLE message");
        TsddTables.create(details);
        mendedByAnotherRun(
                new DoctoredDatabase(details, LayoutName.TSDD), "database.migration-unknown", "V1_1__message.sql");
    }

    @Test
    void tablesOfANewerVersionAreNamed(ConnectionDetails details) throws Exception {
        DoctoredDatabase database = DoctoredDatabase.healthy(details, LayoutName.NATIVE);
        Sql.run(
                details,
                "INSERT INTO wkgate_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success)"
                        + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'somebody', 1, 1)");
        Finding complaint = database.complaint();
        assertThat(complaint.id()).isEqualTo("database.migration-newer");
        assertThat(complaint.what()).contains("V99__later.sql");
        Sql.run(details, "DELETE FROM wkgate_schema_history WHERE version = '99'");
        assertThat(database.complaints()).isEmpty();
    }

    private static void mendedByAnotherRun(DoctoredDatabase database, String id, String script) throws Exception {
        Finding complaint = database.complaints().stream()
                .filter(finding -> finding.id().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(complaint.level()).isEqualTo(Finding.Level.FAILURE);
        assertThat(complaint.what()).contains(script);
        database.mend(complaint);
        database.migrate();
        assertThat(database.complaints()).isEmpty();
    }
}
