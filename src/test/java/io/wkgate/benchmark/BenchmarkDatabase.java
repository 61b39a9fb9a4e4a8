package io.wkgate.benchmark;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The server that all contenders write to: each commit reaches the disk before it is answered. It has room in memory for
 * the rows of a turn, as a server in production has, so that no turn pays for the pages that the one before left behind.
 */
final class BenchmarkDatabase implements AutoCloseable {

    private static final List<String> SETTINGS = List.of(
            "SET GLOBAL innodb_buffer_pool_size = 2147483648",
            "SET GLOBAL innodb_log_file_size = 4294967296",
            // Counting anew after every tenth more is for tables that do not begin empty every second.
            "SET GLOBAL innodb_stats_auto_recalc = OFF");

    private final DatabaseServer server;

    private BenchmarkDatabase(DatabaseServer server) {
        this.server = server;
    }

    static BenchmarkDatabase start() throws IOException, SQLException {
        DatabaseServer server = DatabaseServer.start();
        try (Connection connection = server.adminConnection();
                Statement statement = connection.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute(setting);
            }
            requireDurability(statement);
        }
        return new BenchmarkDatabase(server);
    }

    private static void requireDurability(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT @@innodb_flush_log_at_trx_commit")) {
            result.next();
            if (result.getInt(1) != 1) {
                throw new IllegalStateException("the database answers a COMMIT before it is on the disk");
            }
        }
    }

    ProcessHandle handle() {
        return server.process();
    }

    ConnectionDetails create() throws SQLException {
        return server.createDatabase();
    }

    ProcessHandle process() {
        return server.process();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
