package io.wkgate.store;

import io.vertx.mysqlclient.MySQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a failed call to the database means for what should have been written. */
public sealed interface DatabaseFault {

    /** Says what happened, without a row's content. */
    String description();

    /** The database refuses a row for what is in it; the same row will be refused again. */
    record RowRefused(String column, String description) implements DatabaseFault {}

    /** The database cannot take anything now, or was never reached; trying again may succeed. */
    record Away(String description) implements DatabaseFault {}

    /**
     * Codes that speak of a row's content without an SQLSTATE that says so on every server: packet too large, row too
     * large, check, character that the column cannot hold (1300, 1366, 3988; MySQL says HY000), value cut (1265), no
     * partition for it, a trigger's refusal with an SQLSTATE of its own.
     */
    Set<Integer> ROW_CODES = Set.of(1153, 1118, 3819, 4025, 1300, 1366, 3988, 1265, 1526, 1644);

    /** 'column', 'table.column' or `schema`.`table`.`column`. */
    Pattern COLUMN = Pattern.compile("[Cc]olumn [`'](?:\\S*\\.)?[`']?(\\w+)[`']");

    static DatabaseFault of(Throwable failure) {
        if (!(failure instanceof MySQLException fault)) {
            return new Away(failure.getClass().getSimpleName());
        }
        String state = fault.getSqlState() == null ? "" : fault.getSqlState();
        String description = "error " + fault.getErrorCode() + " (" + state + ")";
        // 22: data exception; 23: integrity violation; 45: a trigger's own refusal.
        boolean row = state.startsWith("22")
                || state.startsWith("23")
                || state.startsWith("45")
                || ROW_CODES.contains(fault.getErrorCode());
        if (!row) {
            return new Away(description);
        }
        Matcher column = COLUMN.matcher(fault.getMessage() == null ? "" : fault.getMessage());
        return new RowRefused(column.find() ? column.group(1) : "entry", description);
    }
}
