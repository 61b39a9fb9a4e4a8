package io.wkgate.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Whether the database lets as many connections in as wkgate opens. */
final class ConnectionRoom {

    private static final String ID = "database.connections";

    /** Beside its pool a process opens one for migrations, and the doctor one. */
    private static final int BESIDE = 2;

    private ConnectionRoom() {}

    /** @param wanted {@code database.connections} */
    static Finding of(Connection connection, ServerVariables variables, int wanted) throws SQLException {
        long open = DatabaseRow.ask(connection, "SHOW GLOBAL STATUS LIKE 'Threads_connected'").stream()
                .mapToLong(row -> Long.parseLong(row.text("value")))
                .findFirst()
                .orElse(0);
        String account = Quoted.account(DatabaseRow.ask(connection, "SELECT CURRENT_USER() AS account")
                .get(0)
                .text("account"));
        return of(variables, wanted, open, account);
    }

    /**
     * @param open how many connections of anybody there are
     * @param account as a statement names it
     */
    static Finding of(ServerVariables variables, int wanted, long open, String account) {
        long all = variables.number("max_connections").orElse(Long.MAX_VALUE);
        OptionalLong own = variables.numberInSession("max_user_connections");
        int needed = wanted + BESIDE;
        if (own.isPresent() && own.getAsLong() > 0 && own.getAsLong() < needed) {
            return Mend.byAdministrator("ALTER USER " + account + " WITH MAX_USER_CONNECTIONS " + 10L * needed)
                    .failure(
                            ID,
                            "The account may open " + own.getAsLong() + " connections; each wkgate process opens up to "
                                    + needed + ".",
                            why());
        }
        long enough = Math.max(500, open + 10L * needed);
        Mend mend = Mend.of(
                "Lower database.connections, or run, as an administrator of the database, and set it in the server's"
                        + " option file too",
                "SET GLOBAL max_connections = " + enough);
        if (all < needed) {
            return mend.failure(
                    ID,
                    "The server allows " + all + " connections; each wkgate process opens up to " + needed + ".",
                    why());
        }
        if (all - open < needed) {
            return mend.warning(
                    ID,
                    open + " of " + all + " connections are open; another wkgate process needs up to " + needed + ".",
                    "A second replica, or a new process while the old one still drains, finds none. " + why());
        }
        return Finding.good(
                ID, open + " of " + all + " connections are open; each wkgate process opens up to " + needed + ".");
    }

    private static String why() {
        return "Events wait for a connection, and are answered with 503 when none comes in time.";
    }
}
