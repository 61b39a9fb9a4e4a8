package io.wkgate.doctor;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names as they stand in a statement. */
final class Quoted {

    private Quoted() {}

    static String name(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    static String names(Collection<String> names) {
        return names.stream().map(Quoted::name).collect(Collectors.joining(", "));
    }

    /** In a grant on a whole schema an underscore would stand for any character. */
    static String schemaInGrant(String schema) {
        return name(schema.replace("_", "\\_").replace("%", "\\%"));
    }

    /** Of {@code CURRENT_USER()}. */
    static String account(String currentUser) {
        int at = currentUser.lastIndexOf('@');
        return "'" + currentUser.substring(0, at).replace("'", "''") + "'@'" + currentUser.substring(at + 1) + "'";
    }
}
