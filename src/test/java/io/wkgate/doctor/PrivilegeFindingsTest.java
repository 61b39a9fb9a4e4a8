package io.wkgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: a privilege that the account lacks is named with its tables, and the grant that the finding shows is enough. */
@ExtendWith(DatabaseServerExtension.class)
class PrivilegeFindingsTest {

    private static final AtomicReference<DoctoredDatabase> MENDED = new AtomicReference<>();

    @ParameterizedTest
    @ValueSource(strings = {"SELECT", "INSERT", "UPDATE", "DELETE"})
    void aPrivilegeThatIsMissingEverywhereIsNamed(String privilege, DatabaseServer server) throws Exception {
        DoctoredDatabase database = DoctoredDatabase.lent(MENDED, server, LayoutName.NATIVE);
        revoke(server, database, privilege);
        Finding complaint = named(database, "database.privilege");
        assertThat(complaint.level()).isEqualTo(Finding.Level.FAILURE);
        assertThat(complaint.what()).contains("may not " + privilege, "wkgate_event");
        assertThat(complaint.what().contains(" message,")).isEqualTo(!privilege.equals("DELETE"));
        DoctoredDatabase.mendAsAdministrator(server, complaint);
        assertThat(database.complaints()).isEmpty();
        MENDED.set(database);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE", "ALTER", "INDEX"})
    void aPrivilegeThatOnlyMigrationsNeedIsAWarningAndNothingIsLeftBehind(String privilege, DatabaseServer server)
            throws Exception {
        DoctoredDatabase database = DoctoredDatabase.lent(MENDED, server, LayoutName.NATIVE);
        revoke(server, database, privilege);
        Finding complaint = database.complaint();
        assertThat(complaint.id()).isEqualTo("database.privilege-definition");
        assertThat(complaint.level()).isEqualTo(Finding.Level.WARNING);
        assertThat(complaint.details()).containsEntry("privilege", privilege);
        revoke(server, database, "DROP");
        assertThat(database.complaint().details()).containsEntry("privilege", privilege);
        DoctoredDatabase.mendAsAdministrator(server, complaint);
        assertThat(database.complaints()).isEmpty();
        assertThat(Sql.column(database.details(), "SHOW TABLES")).doesNotContain(DefinitionTrial.TABLE);
        Sql.runAsAdministrator(
                server,
                "GRANT DROP ON " + database.details().database() + ".* TO '"
                        + database.details().user() + "'@'" + database.details().host() + "'");
        MENDED.set(database);
    }

    @Test
    void withoutThePrivilegeToMakeTablesTheFirstStartFails(DatabaseServer server, ConnectionDetails details)
            throws Exception {
        DoctoredDatabase database = new DoctoredDatabase(details, LayoutName.NATIVE);
        revoke(server, database, "CREATE");
        Finding complaint = named(database, "database.privilege-definition");
        assertThat(complaint.level()).isEqualTo(Finding.Level.FAILURE);
        DoctoredDatabase.mendAsAdministrator(server, complaint);
        database.migrate();
        assertThat(database.complaints()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(LayoutName.class)
    void aTableThatTheAccountMayNotSeeIsNotTakenForMissing(LayoutName layout, DatabaseServer server) throws Exception {
        DoctoredDatabase database = DoctoredDatabase.healthy(server.createDatabase(), layout);
        ConnectionDetails details = database.details();
        String account = "'" + details.user() + "'@'" + details.host() + "'";
        Sql.runAsAdministrator(server, "REVOKE ALL PRIVILEGES ON " + details.database() + ".* FROM " + account);
        for (String table : tables(server, details.database())) {
            if (!table.equals("message")) {
                Sql.runAsAdministrator(server, "GRANT ALL ON " + details.database() + "." + table + " TO " + account);
            }
        }
        List<Finding> complaints = database.complaints();
        assertThat(complaints)
                .extracting(Finding::id)
                .containsOnly("database.privilege", "database.privilege-definition");
        for (Finding complaint : complaints) {
            DoctoredDatabase.mendAsAdministrator(server, complaint);
        }
        assertThat(database.complaints()).isEmpty();
    }

    @Test
    void aTriggerThatRefusesIsNamed(DatabaseServer server, ConnectionDetails details) throws Exception {
        DoctoredDatabase database = DoctoredDatabase.healthy(details, LayoutName.NATIVE);
        Sql.run(
                details,
                "CREATE TRIGGER no_more BEFORE INSERT ON message FOR EACH ROW"
                        + " SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no more'");
        Finding complaint = database.complaint();
        assertThat(complaint.id()).isEqualTo("database.write-refused");
        assertThat(complaint.what()).contains("INSERT in message", "1644");
        Sql.run(details, "DROP TRIGGER no_more");
        assertThat(database.complaints()).isEmpty();
    }

    private static Finding named(DoctoredDatabase database, String id) {
        return database.complaints().stream()
                .filter(finding -> finding.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> tables(DatabaseServer server, String schema) throws Exception {
        ConnectionDetails all = server.administrator();
        return Sql.column(
                all, "SELECT table_name FROM information_schema.tables WHERE table_schema = '" + schema + "'");
    }

    private static void revoke(DatabaseServer server, DoctoredDatabase database, String privilege) throws Exception {
        ConnectionDetails details = database.details();
        Sql.runAsAdministrator(
                server,
                "REVOKE " + privilege + " ON " + details.database() + ".* FROM '" + details.user() + "'@'"
                        + details.host() + "'");
    }
}
