package io.wkgate.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the account may make and change tables, as migrations do. Tried with a table of its own, which is dropped again;
 * an account that may not drop it, and a cluster, which does one such statement at a time on all nodes, is only asked about
 * tables that do not exist: the answer tells a missing privilege from a missing table.
 */
final class DefinitionTrial {

    static final String TABLE = "wkgate_doctor_probe";

    private static final String ID = "database.privilege-definition";
    private static final String ABSENT = "wkgate_doctor_absent";

    private final Connection connection;
    private final List<String> denied = new ArrayList<>();
    private boolean readOnly;

    DefinitionTrial(Connection connection) {
        this.connection = connection;
    }

    /**
     * @param pending whether a migration waits for it
     * @param cluster whether the database is a cluster
     */
    Finding finding(String schema, String account, boolean pending, boolean cluster) throws SQLException {
        if (!cluster && mayDrop()) {
            tryForReal();
        } else {
            ask();
        }
        if (readOnly) {
            return Finding.skipped(
                    ID, "Whether the account may make and change tables cannot be tried: the server is read-only.");
        }
        if (denied.isEmpty()) {
            return Finding.good(ID, "The account may make and change tables: migrations can run.");
        }
        String missing = String.join(", ", denied);
        Mend mend =
                Mend.byAdministrator("GRANT " + missing + " ON " + Quoted.schemaInGrant(schema) + ".* TO " + account);
        return (pending
                        ? mend.failure(ID, what(account, missing), "Migrations wait for it: wkgate does not start.")
                        : mend.warning(
                                ID,
                                what(account, missing),
                                "A later version's migrations will fail; or run them with another account: `java -jar"
                                        + " wkgate.jar migrate`."))
                .with("privilege", missing);
    }

    private static String what(String account, String missing) {
        return "The account " + account + " lacks " + missing + " on the schema.";
    }

    /** A table that a doctor left behind when it was killed goes with it. */
    private boolean mayDrop() throws SQLException {
        return isAllowed("DROP", "DROP TABLE " + TABLE);
    }

    private void tryForReal() throws SQLException {
        String table = " TABLE " + TABLE;
        if (!step("CREATE", "CREATE" + table + " (id BIGINT NOT NULL PRIMARY KEY) ENGINE = InnoDB")) {
            ask();
            return;
        }
        try {
            step("ALTER", "ALTER" + table + " ADD COLUMN probe BIGINT NULL");
            step("INDEX", "CREATE INDEX probe ON " + TABLE + " (id)");
        } finally {
            isAllowed("DROP", "DROP" + table);
        }
    }

    private void ask() throws SQLException {
        if (!denied.contains("CREATE")) {
            step("CREATE", "CREATE TABLE " + TABLE + " LIKE " + ABSENT);
        }
        step("ALTER", "ALTER TABLE " + ABSENT + " ADD COLUMN probe BIGINT NULL");
        step("INDEX", "CREATE INDEX probe ON " + ABSENT + " (id)");
    }

    private boolean step(String privilege, String sql) throws SQLException {
        boolean allowed = isAllowed(privilege, sql);
        if (!allowed) {
            denied.add(privilege);
        }
        return allowed;
    }

    /** Done, or refused for another reason than that the account may not. */
    private boolean isAllowed(String privilege, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return true;
        } catch (SQLException fault) {
            return switch (fault.getErrorCode()) {
                // Of the source of LIKE it may be SELECT that is denied, and not what was asked.
                case 1142 -> !String.valueOf(fault.getMessage()).contains(privilege + " command denied");
                case 1044, 1227 -> false;
                case 1290, 1792, 1836, 3100 -> {
                    readOnly = true;
                    yield true;
                }
                default -> {
                    if (String.valueOf(fault.getSQLState()).startsWith("08")) {
                        throw fault;
                    }
                    yield true;
                }
            };
        }
    }
}
