package io.wkgate.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wkgate that was killed leaves its MariaDB running on the data; the next one takes over, and loses nothing. */
class EmbeddedDatabaseTakeoverTest {
    private static final Path SHARED_BASE = Path.of("target", "mariadb");

    @TempDir
    private Path directory;

    @Test
    void theNextStartTakesOverWhatAKilledProcessLeft() throws Exception {
        Process other = EmbeddedDatabaseProcess.start(directory, SHARED_BASE);
        long orphan = Long.parseLong(
                Files.readString(directory.resolve("run/mariadbd.pid")).strip());

        assertThatThrownBy(() -> EmbeddedDatabase.start(directory, SHARED_BASE))
                .isInstanceOf(EmbeddedDatabaseException.class)
                .hasMessageContaining("in use by another wkgate process");

        other.destroyForcibly().waitFor();
        assertThat(runs(orphan)).isTrue();

        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, SHARED_BASE)) {
            assertThat(runs(orphan)).isFalse();
            try (Connection connection = database.connectionDetails().connect();
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT text FROM note")) {
                assertThat(result.next()).isTrue();
                assertThat(result.getString(1)).isEqualTo("committed");
            }
        }
    }

    /** A process that has ended but was not waited for has an id still, and no command. */
    private static boolean runs(long id) {
        return ProcessHandle.of(id).flatMap(process -> process.info().command()).isPresent();
    }
}
