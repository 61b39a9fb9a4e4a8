package io.wkgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.SmallDisk;
import io.wkgate.testing.Sql;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promise: what runs out, numbers of rows and room on the disk, is named before it has. */
@ExtendWith(DatabaseServerExtension.class)
class RoomFindingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE wkgate_destination AUTO_INCREMENT = 50000 | WARNING | wkgate_destination | AUTO_INCREMENT = 1
            ALTER TABLE wkgate_arrival AUTO_INCREMENT = 9223372036854775806 | FAILURE | wkgate_arrival | AUTO_INCREMENT = 1
            INSERT INTO wkgate_destination (id, name) VALUES (65000, 'last') | FAILURE | wkgate_destination | BIGINT
            """)
    void numbersThatRunOutAreNamed(
            String damage, Finding.Level level, String table, String mend, ConnectionDetails details) throws Exception {
        DoctoredDatabase database = DoctoredDatabase.healthy(details, LayoutName.NATIVE);
        Sql.run(details, damage);
        Finding complaint = database.complaint();
        assertThat(complaint.id()).isEqualTo("database.numbers");
        assertThat(complaint.level()).isEqualTo(level);
        assertThat(complaint.what()).contains(table);
        assertThat(complaint.mend()).contains(mend);
        database.mend(complaint);
        assertThat(database.complaints()).isEmpty();
    }

    @Test
    void theDiskOfTheEmbeddedDatabaseIsNamedWhenLittleIsLeft(@TempDir Path directory) throws Exception {
        assertThat(DiskRoom.of(directory).id()).isEqualTo("database.disk");
        try (SmallDisk disk = SmallDisk.mount(directory, 8)) {
            assumeTrue(disk.mounted(), "only an administrator may mount a disk");
            assertThat(DiskRoom.of(directory).level()).isEqualTo(Finding.Level.FAILURE);
            disk.resize(500);
            assertThat(DiskRoom.of(directory).level()).isEqualTo(Finding.Level.WARNING);
            disk.resize(2000);
            assertThat(DiskRoom.of(directory).level()).isEqualTo(Finding.Level.GOOD);
        }
    }
}
