package io.wkgate.doctor;

import io.wkgate.store.TableShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the account may read and write every table, found by doing it; each try is rolled back. */
final class PrivilegeTrial {

    private static final int COMMAND_DENIED = 1142;
    private static final int COLUMN_DENIED = 1143;

    private static final Pattern DENIED = Pattern.compile("(\\w+) command denied");

    private final Connection connection;
    private final boolean engineCounts;
    private final Map<String, List<String>> denied = new TreeMap<>();
    private final List<Finding> refusals = new ArrayList<>();
    private int tried;

    /**
     * @param connection a prepared session
     * @param engineCounts whether the server's engines are MySQL's
     */
    PrivilegeTrial(Connection connection, boolean engineCounts) {
        this.connection = connection;
        this.engineCounts = engineCounts;
    }

    /** Tries the table; it is left as it was. */
    void tryOut(TableNeed need, TableShape there) throws SQLException {
        tried++;
        ProbeRow row = new ProbeRow(there);
        boolean transactions = !engineCounts || there.engine().equalsIgnoreCase("InnoDB");
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // 0 is a value like another then, and leaves the counter where it is.
            statement.execute("SET SESSION sql_mode = CONCAT(@@SESSION.sql_mode, ',NO_AUTO_VALUE_ON_ZERO')");
            for (String privilege : need.privileges()) {
                String sql = switch (privilege) {
                    case "INSERT" -> transactions ? row.insert() : row.insertOfNothing();
                    case "UPDATE" -> row.update();
                    case "DELETE" -> row.delete();
                    default -> row.select();
                };
                tryOut(statement, need.name(), privilege, sql);
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void tryOut(Statement statement, String table, String privilege, String sql) throws SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException fault) {
            judge(fault, table, privilege);
        }
    }

    private void judge(SQLException fault, String table, String privilege) throws SQLException {
        int code = fault.getErrorCode();
        if (code == COMMAND_DENIED || code == COLUMN_DENIED) {
            Matcher named = DENIED.matcher(String.valueOf(fault.getMessage()));
            // An UPDATE reads what it looks for: that SELECT is missing is found by SELECT.
            if (!named.find() || named.group(1).equalsIgnoreCase(privilege)) {
                denied.computeIfAbsent(privilege, none -> new ArrayList<>()).add(table);
            }
            return;
        }
        switch (code) {
            // Somebody else has the row or its lock; the account was let that far.
            case 1022, 1062, 1205, 1213 -> {}
            // Read-only is a finding of its own.
            case 1290, 1792, 1836, 3100 -> {}
            case 28, 1021, 1114 -> refusals.add(full(table, code));
            default -> {
                String state = String.valueOf(fault.getSQLState());
                if (state.startsWith("08")) {
                    throw fault;
                }
                refusals.add(refused(table, privilege, code, state));
            }
        }
    }

    private static Finding full(String table, int code) {
        return Finding.failure(
                        "database.disk-full",
                        "The database has no room for a row of " + table + " (error " + code + ").",
                        "No message can be stored until there is room again; wkgate answers WuKongIM with 503.",
                        "Free room on the database's disk, or give the tablespace more.")
                .with("table", table);
    }

    private static Finding refused(String table, String privilege, int code, String state) {
        return Finding.failure(
                        "database.write-refused",
                        "The database refuses " + privilege + " in " + table + " with error " + code + " (" + state
                                + ").",
                        "What wkgate writes there is refused as well: a trigger, a check or a foreign key is in the"
                                + " way, or another finding about this table says more.",
                        "Look at SHOW CREATE TABLE " + Quoted.name(table) + " and SHOW TRIGGERS.")
                .with("table", table);
    }

    /** @param ownTables whether nobody else's tables are in the schema, so that a grant on all of it gives too much to nobody */
    List<Finding> findings(String schema, String account, boolean ownTables) {
        List<Finding> findings = new ArrayList<>();
        denied.forEach((privilege, tables) -> findings.add(finding(privilege, tables, schema, account, ownTables)));
        findings.addAll(refusals);
        return findings.isEmpty()
                ? List.of(Finding.good(
                        "database.privileges",
                        "The account may do in each of the " + tried
                                + " tables what wkgate does there; it was tried and" + " rolled back."))
                : findings;
    }

    private Finding finding(String privilege, List<String> tables, String schema, String account, boolean ownTables) {
        String[] grants = ownTables && tables.size() > 5
                ? new String[] {"GRANT " + privilege + " ON " + Quoted.schemaInGrant(schema) + ".* TO " + account}
                : tables.stream()
                        .map(table -> "GRANT " + privilege + " ON " + Quoted.name(schema) + "." + Quoted.name(table)
                                + " TO " + account)
                        .toArray(String[]::new);
        return Mend.byAdministrator(grants)
                .failure(
                        "database.privilege",
                        "The account " + account + " may not " + privilege + " in " + String.join(", ", tables) + ".",
                        "Whatever wkgate has to do there fails; a message that is not stored is answered with 503.")
                .with("privilege", privilege)
                .with("tables", String.join(", ", tables));
    }
}
