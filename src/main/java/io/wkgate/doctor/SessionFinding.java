package io.wkgate.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether the database really gives wkgate's sessions what they ask for; a proxy before it may not. */
final class SessionFinding {

    private static final String ID = "database.session";

    private SessionFinding() {}

    static Finding of(ServerVariables variables) {
        List<String> wrong = new ArrayList<>();
        String mode = variables.inSession("sql_mode").toUpperCase(Locale.ROOT);
        if (!mode.contains("STRICT_ALL_TABLES")) {
            wrong.add("sql_mode is '" + mode + "' and not strict");
        }
        String zone = variables.inSession("time_zone");
        if (!zone.equals("+00:00")) {
            wrong.add("time_zone is " + zone + " and not +00:00");
        }
        if (!variables.inSession("autocommit").equalsIgnoreCase("ON")) {
            wrong.add("autocommit is off");
        }
        return wrong.isEmpty()
                ? Finding.good(
                        ID,
                        "wkgate's own sessions are strict, count time in UTC, read what is committed, and wait "
                                + variables.inSession("innodb_lock_wait_timeout") + " s for a lock.")
                : refused(String.join(", ", wrong));
    }

    /** @param how it shows that a session could not be prepared */
    static Finding refused(String how) {
        return Finding.failure(
                ID,
                "A session does not become what wkgate needs: " + how + ".",
                "wkgate gives such a session up: without strict mode a text that is too long is cut silently, and in"
                        + " another time zone times are wrong by hours.",
                "If a proxy (ProxySQL, MaxScale, …) stands before the database, let it pass SET SESSION on, or name the"
                        + " database itself in database.url.");
    }
}
