package io.wkgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TsddTables;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The promise: whatever is wrong with a table is named, as one finding with the statement that mends it, and after that
 * statement all is well.
 */
@ExtendWith(DatabaseServerExtension.class)
class TableFindingsTest {

    private static final AtomicReference<DoctoredDatabase> MENDED = new AtomicReference<>();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DROP TABLE wkgate_lease                                                  | table-missing    | wkgate_lease
            DROP TABLE message                                                       | table-missing    | message
            ALTER TABLE message DROP COLUMN stored_at                                | column-missing   | stored_at
            ALTER TABLE message DROP COLUMN client_msg_no                            | column-missing   | client_msg_no
            ALTER TABLE wkgate_gap DROP COLUMN evidence                              | column-missing   | wkgate_gap
            ALTER TABLE wkgate_arrival DROP COLUMN id                                | column-missing   | wkgate_arrival
            ALTER TABLE message MODIFY payload TEXT NOT NULL                         | column-type      | payload
            ALTER TABLE wkgate_gap MODIFY lease VARCHAR(36) NULL                     | column-type      | lease
            ALTER TABLE message MODIFY payload BLOB NOT NULL                         | column-too-short | payload
            ALTER TABLE message MODIFY expire INT NOT NULL                           | column-too-short | expire
            ALTER TABLE message MODIFY from_uid VARCHAR(40) COLLATE utf8mb4_bin NOT NULL | column-too-short | from_uid
            ALTER TABLE message MODIFY revoked_at DATETIME NULL                      | column-too-short | datetime(3)
            ALTER TABLE message MODIFY revoked_at DATETIME(3) NOT NULL               | column-null      | revoked_at
            ALTER TABLE message MODIFY stored_at DATETIME(3) NOT NULL                | column-default   | stored_at
            ALTER TABLE message ALTER is_revoked SET DEFAULT 1                       | column-default   | is_revoked
            ALTER TABLE wkgate_gap MODIFY id BIGINT NOT NULL                         | column-default   | AUTO_INCREMENT
            ALTER TABLE message ADD COLUMN tenant VARCHAR(40) NOT NULL               | column-extra     | tenant
            ALTER TABLE message MODIFY from_uid VARCHAR(255) COLLATE utf8mb4_general_ci NOT NULL | collation | from_uid
            ALTER TABLE message MODIFY from_uid VARCHAR(255) CHARACTER SET utf8mb3 NOT NULL | charset     | from_uid
            ALTER TABLE message CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci | collation   | message
            ALTER TABLE wkgate_revoke CONVERT TO CHARACTER SET utf8mb3 COLLATE utf8mb3_bin | charset      | wkgate_revoke
            ALTER TABLE message DROP KEY channel                                     | key-missing      | channel_type
            ALTER TABLE message DROP PRIMARY KEY                                     | key-missing      | primary key
            ALTER TABLE wkgate_delivery DROP KEY event                               | key-missing      | unique key event
            ALTER TABLE message DROP KEY channel, ADD KEY channel (channel_id, message_seq) | key-different | channel_type
            ALTER TABLE wkgate_dead_letter DROP KEY digest, ADD KEY digest (digest)  | key-different    | unique
            ALTER TABLE wkgate_event ENGINE = Aria                                   | engine           | wkgate_event
            """)
    void whatIsWrongIsNamedAndItsStatementMendsIt(String damage, String id, String named, DatabaseServer server)
            throws Exception {
        DoctoredDatabase database = DoctoredDatabase.lent(MENDED, server, LayoutName.NATIVE);
        Sql.run(database.details(), damage);
        Finding complaint = database.complaint();
        assertThat(complaint.id()).isEqualTo("database." + id);
        assertThat(complaint.level()).isEqualTo(Finding.Level.FAILURE);
        assertThat(complaint.what()).contains(named);
        database.mend(complaint);
        assertThat(database.complaints()).isEmpty();
        MENDED.set(database);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE message MODIFY payload LONGBLOB NOT NULL
            ALTER TABLE message MODIFY channel_id VARCHAR(600) COLLATE utf8mb4_bin NOT NULL
            ALTER TABLE message MODIFY message_id BIGINT UNSIGNED NOT NULL
            ALTER TABLE message ADD COLUMN tenant VARCHAR(40) NOT NULL DEFAULT ''
            ALTER TABLE message ADD COLUMN words VARCHAR(40) AS (LEFT(from_uid, 40)) STORED
            ALTER TABLE message ADD KEY stored_at (stored_at)
            """)
    void whatIsWiderThanNeededIsGood(String change, ConnectionDetails details) throws Exception {
        DoctoredDatabase database = DoctoredDatabase.healthy(details, LayoutName.NATIVE);
        Sql.run(details, change);
        assertThat(database.complaints()).isEmpty();
    }

    @Test
    void severalThingsAreSeveralFindings(ConnectionDetails details) throws Exception {
        DoctoredDatabase database = DoctoredDatabase.healthy(details, LayoutName.NATIVE);
        Sql.run(
                details,
                "ALTER TABLE message DROP COLUMN revoked_at, DROP KEY client_msg_no",
                "DROP TABLE wkgate_event");
        assertThat(database.complaints())
                .extracting(Finding::id)
                .containsExactlyInAnyOrder("database.table-missing", "database.column-missing", "database.key-missing");
    }

    @Test
    void aMessageTableOfSomebodyElseIsNamedAndNeverTouched(ConnectionDetails details) throws Exception {
        TsddTables.create(details);
        DoctoredDatabase database = new DoctoredDatabase(details, LayoutName.NATIVE);
        Finding foreign = foreign(database);
        assertThat(foreign.what()).contains("message", "is not wkgate's");
        assertThat(foreign.mend()).contains("database.layout", "tsdd");
        DoctoredDatabase asTsdd = new DoctoredDatabase(details, LayoutName.TSDD);
        asTsdd.migrate();
        assertThat(asTsdd.complaints()).isEmpty();
    }

    @Test
    void theTsddLayoutOverOurOwnMessageTableIsNamed(ConnectionDetails details) throws Exception {
        DoctoredDatabase.healthy(details, LayoutName.NATIVE);
        Finding foreign = foreign(new DoctoredDatabase(details, LayoutName.TSDD));
        assertThat(foreign.what()).contains("message", "TangSengDaoDaoServer");
        assertThat(foreign.mend()).contains("database.layout", "native");
    }

    private static Finding foreign(DoctoredDatabase database) {
        return database.complaints().stream()
                .filter(finding -> finding.id().equals("database.table-foreign"))
                .findFirst()
                .orElseThrow();
    }
}
