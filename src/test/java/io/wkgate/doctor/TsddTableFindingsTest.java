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
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The promise: of TangSengDaoDaoServer's tables only what wkgate needs is looked at, and what of that is wrong is named with
 * the statement that mends it.
 */
@ExtendWith(DatabaseServerExtension.class)
class TsddTableFindingsTest {

    private static final AtomicReference<DoctoredDatabase> MENDED = new AtomicReference<>();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE message3 DROP COLUMN expire_at                      | column-missing   | FAILURE | expire_at
            ALTER TABLE message MODIFY message_id BIGINT NOT NULL           | column-type      | FAILURE | message_id
            ALTER TABLE message2 MODIFY channel_id VARCHAR(40) NOT NULL DEFAULT '' | column-too-short | FAILURE | message2
            ALTER TABLE message4 DROP KEY message_id                        | key-missing      | FAILURE | message4
            ALTER TABLE message_extra DROP KEY message_id                   | key-missing      | FAILURE | message_extra
            ALTER TABLE group_member DROP KEY group_member_groupNo, DROP KEY group_no_uid | key-missing | WARNING | group_no
            ALTER TABLE message1 ADD COLUMN stream VARCHAR(40) NOT NULL     | column-extra     | FAILURE | stream
            ALTER TABLE message_extra ENGINE = MyISAM                       | engine           | FAILURE | MyISAM
            ALTER TABLE message2 CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci | collation-mixed | FAILURE | message2
            """)
    void whatIsWrongIsNamedAndItsStatementMendsIt(
            String damage, String id, Finding.Level level, String named, DatabaseServer server) throws Exception {
        DoctoredDatabase database = DoctoredDatabase.lent(MENDED, server, LayoutName.TSDD);
        Sql.run(database.details(), damage);
        Finding complaint = database.complaint();
        assertThat(complaint.id()).isEqualTo("database." + id);
        assertThat(complaint.level()).isEqualTo(level);
        assertThat(complaint.what()).contains(named);
        database.mend(complaint);
        assertThat(database.complaints()).isEmpty();
        MENDED.set(database);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE message DROP COLUMN voice_status
            ALTER TABLE group_member DROP KEY group_member_groupNo
            ALTER TABLE message_extra DROP KEY channel_idx
            ALTER TABLE message MODIFY channel_id VARCHAR(200) NOT NULL DEFAULT ''
            ALTER TABLE message ADD KEY of_channel (channel_id, channel_type, message_seq, message_id, is_deleted)
            """)
    void whatWkgateDoesNotNeedIsTheirAffair(String change, ConnectionDetails details) throws Exception {
        DoctoredDatabase database = DoctoredDatabase.healthy(details, LayoutName.TSDD);
        Sql.run(details, change);
        assertThat(database.complaints()).isEmpty();
    }

    @Test
    void textsOfThreeBytesAreNamed(ConnectionDetails details) throws Exception {
        DoctoredDatabase database = DoctoredDatabase.healthy(details, LayoutName.TSDD);
        Sql.run(details, "ALTER TABLE message1 CONVERT TO CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci");
        Finding charset = database.complaints().get(0);
        assertThat(charset.id()).isEqualTo("database.charset");
        assertThat(charset.what()).contains("message1", "utf8mb3");
        database.mend(charset);
        assertThat(database.complaints()).isEmpty();
    }

    @Test
    void aTableThatItsServerHasNotMadeYetIsNamed(ConnectionDetails details) throws Exception {
        DoctoredDatabase database = DoctoredDatabase.healthy(details, LayoutName.TSDD);
        Sql.run(details, "DROP TABLE message_extra", "DROP TABLE group_member");
        List<Finding> complaints = database.complaints();
        assertThat(complaints).extracting(Finding::id).containsOnly("database.table-missing");
        assertThat(complaints).extracting(Finding::level).containsExactly(Finding.Level.FAILURE, Finding.Level.WARNING);
        assertThat(complaints).allSatisfy(finding -> assertThat(finding.mend()).contains("TangSengDaoDaoServer"));
    }
}
