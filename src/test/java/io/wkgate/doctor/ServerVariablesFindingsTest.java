package io.wkgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promise: servers that no test can start here, clusters and other products, are judged by what they say of themselves. */
class ServerVariablesFindingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            8.0.36                    | MySQL Community Server - GPL   | GOOD    | MySQL
            8.4.3-3                   | Percona Server (GPL)           | GOOD    | MySQL
            9.1.0                     | MySQL Community Server         | GOOD    | MySQL
            5.7.44-log                | MySQL Community Server (GPL)   | FAILURE | MySQL 8.0
            10.6.0-MariaDB            | mariadb.org binary             | GOOD    | MariaDB
            5.5.5-10.11.6-MariaDB-log | Debian 12                      | GOOD    | MariaDB
            12.0.2-MariaDB            | mariadb.org binary             | GOOD    | MariaDB
            10.5.23-MariaDB           | mariadb.org binary             | FAILURE | MariaDB 10.6
            5.5.68-MariaDB            | MariaDB Server                 | FAILURE | MariaDB 10.6
            8.0.11-TiDB-v8.5.0        | TiDB Server                    | WARNING | TiDB
            5.7.25-OceanBase_CE-v4.2.1.8 | OceanBase_CE 4.2.1.8        | WARNING | OceanBase
            8.0.30-Vitess             | Version: 21.0.0                | WARNING | Vitess
            """)
    void theVersionIsJudged(String version, String comment, Finding.Level level, String named) {
        Finding finding = DatabaseVersion.of(variables("version", version, "version_comment", comment))
                .finding();
        assertThat(finding.level()).isEqualTo(level);
        assertThat(finding.what()).contains(named, version);
        assertThat(finding.details()).containsEntry("version", version);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | 0 | OFF | OFF | OFF | GOOD    | nowhere else
            1 | 1 | ON  | OFF | OFF | GOOD    | failover
            1 | 1 | ON  | OFF | ON  | GOOD    | semi-synchronous
            1 | 0 | ON  | OFF | OFF | WARNING | sync_binlog is 0
            2 | 0 | OFF | OFF | OFF | WARNING | operating system
            0 | 0 | OFF | OFF | OFF | WARNING | in the server's memory
            1 | 1 | OFF | ON  | OFF | GOOD    | every node of the Galera cluster
            0 | 0 | OFF | ON  | OFF | WARNING | every node of the Galera cluster
            """)
    void whatCommittedMeansIsSaid(
            String flush,
            String sync,
            String binlog,
            String galera,
            String replica,
            Finding.Level level,
            String named) {
        Finding finding = Durability.of(variables(
                "innodb_flush_log_at_trx_commit", flush,
                "sync_binlog", sync,
                "log_bin", binlog,
                "wsrep_on", galera,
                "rpl_semi_sync_master_enabled", replica));
        assertThat(finding.level()).isEqualTo(level);
        assertThat(finding.what() + finding.why()).contains(named);
        assertThat(finding.details().get("committed")).startsWith("Committed means here: ");
    }

    @ParameterizedTest
    @CsvSource({"super_read_only", "read_only", "transaction_read_only", "innodb_read_only"})
    void everyWayToBeReadOnlyIsNamed(String name) {
        Finding finding = ReadOnlyFinding.of(variables(name, "ON"));
        assertThat(finding.level()).isEqualTo(Finding.Level.FAILURE);
        assertThat(finding.what()).contains(name);
    }

    @Test
    void aProxyThatSwallowsWhatASessionAsksForIsNamed() {
        Map<String, String> session = Map.of("sql_mode", "", "time_zone", "SYSTEM", "autocommit", "ON");
        Finding finding = SessionFinding.of(new ServerVariables(Map.of(), session));
        assertThat(finding.level()).isEqualTo(Finding.Level.FAILURE);
        assertThat(finding.what()).contains("sql_mode", "time_zone is SYSTEM").doesNotContain("autocommit");
    }

    @Test
    void aServerThatAllowsFewerConnectionsThanOneProcessOpensIsAFailure() {
        Finding finding = ConnectionRoom.of(variables("max_connections", "12"), 32, 1, "'wkgate'@'%'");
        assertThat(finding.level()).isEqualTo(Finding.Level.FAILURE);
        assertThat(finding.details()).containsEntry("statement", "SET GLOBAL max_connections = 500");
    }

    private static ServerVariables variables(String... pairs) {
        Map<String, String> global = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            global.put(pairs[i], pairs[i + 1]);
        }
        return new ServerVariables(global, Map.of());
    }
}
