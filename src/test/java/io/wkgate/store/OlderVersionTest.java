package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: after a roll back the older version starts on the tables that a newer one has migrated, and leaves them
 * alone.
 */
@ExtendWith(DatabaseServerExtension.class)
class OlderVersionTest {

    @Test
    void aMigrationThatItDoesNotKnowHindersNothing(ConnectionDetails database) throws Exception {
        Migrations migrations = new Migrations(StoreFixture.url(database), LayoutName.NATIVE, Duration.ofSeconds(5));
        migrations.run();
        Sql.run(
                database,
                "INSERT INTO wkgate_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success) VALUES (99, '99', 'newer', 'SQL', 'V99__newer.sql', 1,"
                        + " 'newer', 1, 1)");

        migrations.requireNone();
        assertThat(migrations.run()).isZero();
    }
}
