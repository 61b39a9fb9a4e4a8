package io.wkgate.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.store.Migrations;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.TestGateway;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: a start that fails ends with 1, also when the database goes just after its tables were looked at. */
@ExtendWith(DatabaseServerExtension.class)
class FailedStartTest {

    @Test
    void aDatabaseThatGoesBehindTheMigrations(ConnectionDetails database) throws Exception {
        migrations(database).run();
        try (LimitedWay way = LimitedWay.to(database, connectionsOfMigrations(database));
                StartingProcess gateway = StartingProcess.on(way.details())) {
            assertThat(gateway.end()).as(gateway.printed()).isEqualTo(1);
            assertThat(gateway.printed())
                    .as("the kind that nobody declares")
                    .contains("ConnectException")
                    .doesNotContain("MigrationException");
        }
    }

    private static int connectionsOfMigrations(ConnectionDetails database) throws Exception {
        try (LimitedWay way = LimitedWay.to(database, Integer.MAX_VALUE)) {
            migrations(way.details()).run();
            return way.accepted();
        }
    }

    private static Migrations migrations(ConnectionDetails database) {
        return new Migrations(DatabaseUrl.parse(TestGateway.url(database)), LayoutName.NATIVE, Duration.ofSeconds(5));
    }
}
