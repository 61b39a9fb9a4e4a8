package io.wkgate.testing;

import io.wkgate.store.embedded.ConnectionDetails;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tables of TangSengDaoDaoServer in a test's database. */
public final class TsddTables {

    private static final Path TABLES = Path.of("src", "test", "resources", "tsdd", "tables.sql");

    private TsddTables() {}

    public static void create(ConnectionDetails database) throws Exception {
        for (String statement : Files.readString(TABLES).split(";")) {
            if (!statement.isBlank()) {
                Sql.run(database, statement);
            }
        }
    }
}
