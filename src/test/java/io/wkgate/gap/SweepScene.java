package io.wkgate.gap;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of sweeps, with tables of its own. */
@ExtendWith(DatabaseServerExtension.class)
abstract class SweepScene {

    ConnectionDetails details;
    SweepFixture fixture;

    @BeforeEach
    void openTables(ConnectionDetails database) {
        details = database;
        fixture = SweepFixture.open(database);
    }

    @AfterEach
    void closeTables() {
        fixture.close();
    }
}
