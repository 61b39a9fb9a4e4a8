package io.wkgate.doctor;

/** The sql_mode with which other programs begin. */
final class Strictness {

    private Strictness() {}

    static Finding of(ServerVariables variables) {
        String id = "database.sql-mode";
        String mode = variables.text("sql_mode");
        if (mode.contains("STRICT_TRANS_TABLES") || mode.contains("STRICT_ALL_TABLES")) {
            return Finding.good(id, "The server is strict: a text that does not fit is an error, and is never cut.");
        }
        return Mend.of(
                        "Run, as an administrator of the database, and set sql_mode in the server's option file too",
                        "SET GLOBAL sql_mode = CONCAT_WS(',', NULLIF(@@GLOBAL.sql_mode, ''), 'STRICT_TRANS_TABLES')")
                .warning(
                        id,
                        "The server's sql_mode is not strict ('" + mode + "').",
                        "wkgate's own sessions are strict all the same. What other programs write into these tables,"
                                + " and what is mended by hand, is cut silently where it is too long: a cut uid is"
                                + " another user's.");
    }
}
