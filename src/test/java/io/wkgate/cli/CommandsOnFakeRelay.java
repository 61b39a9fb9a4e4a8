package io.wkgate.cli;

import io.wkgate.ops.OpsOnFakeRelay;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A test of commands that call the ops listener. */
@ExtendWith(DatabaseServerExtension.class)
abstract class CommandsOnFakeRelay {

    @TempDir
    private Path folder;

    ConnectionDetails database;
    OpsOnFakeRelay ops;

    @BeforeEach
    void listen(ConnectionDetails fresh) {
        database = fresh;
        ops = new OpsOnFakeRelay(fresh);
    }

    @AfterEach
    void close() {
        ops.close();
    }

    CommandRun run(String... arguments) throws Exception {
        return CommandRun.against(ops.port(), folder, arguments);
    }
}
