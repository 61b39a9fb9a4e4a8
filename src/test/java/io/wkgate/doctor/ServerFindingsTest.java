package io.wkgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.Sql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The promise: a setting of the server that costs messages is named with its value, and the statement that mends it does; what
 * only a restart changes is named with the option.
 */
class ServerFindingsTest {

    private static DatabaseServer server;
    private static DoctoredDatabase database;

    @BeforeAll
    static void startServer() throws Exception {
        server = DatabaseServer.startWith("log-bin", "sync-binlog=1");
        database = DoctoredDatabase.healthy(server.createDatabase(), LayoutName.NATIVE);
    }

    @AfterAll
    static void closeServer() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SET GLOBAL read_only = ON                         | read-only   | FAILURE | read_only
            SET GLOBAL max_allowed_packet = 16777216          | packet      | WARNING | 16777216
            SET GLOBAL max_allowed_packet = 17825792          | packet      | WARNING | 17825792
            SET GLOBAL max_allowed_packet = 65536             | packet      | FAILURE | 65536
            SET GLOBAL sql_mode = 'NO_ENGINE_SUBSTITUTION'    | sql-mode    | WARNING | not strict
            SET GLOBAL sql_mode = ''                          | sql-mode    | WARNING | not strict
            SET GLOBAL innodb_flush_log_at_trx_commit = 2     | durability  | WARNING | power cut
            SET GLOBAL innodb_flush_log_at_trx_commit = 0     | durability  | WARNING | crash of the server
            SET GLOBAL sync_binlog = 0                        | durability  | WARNING | sync_binlog is 0
            SET GLOBAL max_connections = 10                   | connections | WARNING | of 10 connections
            """)
    void aSettingThatCostsMessagesIsNamedAndItsStatementMendsIt(
            String damage, String id, Finding.Level level, String named) throws Exception {
        try (var held = new HeldConnections(database.details(), id.equals("connections") ? 5 : 0)) {
            Sql.runAsAdministrator(server, damage);
            Finding complaint = database.complaint();
            assertThat(complaint.id()).isEqualTo("database." + id);
            assertThat(complaint.level()).isEqualTo(level);
            assertThat(complaint.what()).contains(named);
            DoctoredDatabase.mendAsAdministrator(server, complaint);
            assertThat(database.complaints()).isEmpty();
        }
    }

    @Test
    void anAccountThatMayOpenTooFewConnectionsIsNamed() throws Exception {
        ConnectionDetails details = database.details();
        Sql.runAsAdministrator(
                server, "ALTER USER '" + details.user() + "'@'" + details.host() + "' WITH MAX_USER_CONNECTIONS 3");
        Finding complaint = database.complaint();
        assertThat(complaint.id()).isEqualTo("database.connections");
        assertThat(complaint.level()).isEqualTo(Finding.Level.FAILURE);
        DoctoredDatabase.mendAsAdministrator(server, complaint);
        assertThat(database.complaints()).isEmpty();
    }

    @Test
    void whatCommittedMeansIsSaidWhereAllIsWellToo() {
        assertThat(database.good("database.durability").what())
                .startsWith("Committed means here: on the disk of this server")
                .contains("failover");
    }

    @Test
    void aServerThatWasStartedReadOnlyIsNamedWithItsOption() throws Exception {
        try (DatabaseServer own = DatabaseServer.start()) {
            DoctoredDatabase frozen = DoctoredDatabase.healthy(own.createDatabase(), LayoutName.NATIVE);
            own.restartWith("innodb-read-only=1");
            assertThat(frozen.complaints())
                    .filteredOn(finding -> finding.id().equals("database.read-only"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.mend()).contains("innodb_read_only"));
        }
    }
}
