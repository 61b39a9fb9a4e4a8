package io.wkgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The promise: `wkgate prune` deletes what is older than asked for, says how much, and can be asked first. */
@ExtendWith(DatabaseServerExtension.class)
class PruneCommandTest {

    /** Made in November 2026. */
    private static final long ID = 2_124_457_213_056_520_192L;

    @TempDir
    private Path folder;

    private CommandRun prune(ConnectionDetails database, String layout, String... more) throws Exception {
        Path file = Files.writeString(
                folder.resolve("wkgate.yaml"),
                "database:\n  url: " + TestGateway.url(database) + "\n  layout: " + layout + "\n");
        String[] arguments = new String[3 + more.length];
        arguments[0] = "prune";
        arguments[1] = "--config";
        arguments[2] = file.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CommandRun.of(arguments);
    }

    @Test
    void countsFirstAndThenDeletes(ConnectionDetails database) throws Exception {
        Sql.run(
                database,
                "CREATE TABLE message (message_id BIGINT PRIMARY KEY)",
                "INSERT INTO message SELECT " + ID + " + seq FROM seq_1_to_25");
        CommandRun counted = prune(database, "native", "--before", "2027-01-01T00:00:00Z", "--dry-run");
        assertThat(counted.code()).as(counted.error()).isZero();
        assertThat(counted.out()).contains("25 messages").contains("nothing was deleted");
        CommandRun deleted =
                prune(database, "native", "--before", "2027-01-01T00:00:00Z", "--batch", "10", "--rest", "0");
        assertThat(deleted.out()).contains("25 messages").contains("were deleted");
        assertThat(Sql.number(database, "SELECT COUNT(*) FROM message")).isZero();
    }

    @Test
    void refusesTheTablesOfAnotherServer(ConnectionDetails database) throws Exception {
        CommandRun refused = prune(database, "tsdd", "--before", "1d");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.error()).contains("database.layout is tsdd");
    }

    @Test
    void wantsATime(ConnectionDetails database) throws Exception {
        assertThat(prune(database, "native", "--before", "yesterday").error()).contains("365d");
    }
}
