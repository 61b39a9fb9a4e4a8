package io.wkgate.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The database server's settings.
 *
 * @param global what new sessions begin with, by name
 * @param session what holds in a session that wkgate has prepared
 */
record ServerVariables(Map<String, String> global, Map<String, String> session) {

    ServerVariables {
        global = Map.copyOf(global);
        session = Map.copyOf(session);
    }

    static ServerVariables read(Connection connection) throws SQLException {
        return new ServerVariables(
                byName(DatabaseRow.ask(connection, "SHOW GLOBAL VARIABLES")),
                byName(DatabaseRow.ask(connection, "SHOW SESSION VARIABLES")));
    }

    private static Map<String, String> byName(List<DatabaseRow> rows) {
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> row.text("variable_name").toLowerCase(Locale.ROOT),
                        row -> row.text("value"),
                        (one, other) -> one));
    }

    /** Empty where the server does not know it. */
    String text(String name) {
        return global.getOrDefault(name, "");
    }

    String inSession(String name) {
        return session.getOrDefault(name, "");
    }

    boolean on(String name) {
        String value = text(name).toUpperCase(Locale.ROOT);
        return value.equals("ON") || value.equals("1");
    }

    /** None where the server does not know it, or it is no number. */
    OptionalLong number(String name) {
        return number(global, name);
    }

    OptionalLong numberInSession(String name) {
        return number(session, name);
    }

    private static OptionalLong number(Map<String, String> values, String name) {
        try {
            return OptionalLong.of(Long.parseLong(values.getOrDefault(name, "")));
        } catch (NumberFormatException notOne) {
            return OptionalLong.empty();
        }
    }
}
