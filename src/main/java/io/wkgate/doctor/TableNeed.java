package io.wkgate.doctor;

import io.wkgate.store.TableShape;
import java.util.List;

/**
 * A table that wkgate needs, and what for.
 *
 * @param own whether wkgate makes it itself; else only what it needs of another server's table is in the shape
 * @param privileges such as {@code SELECT}
 */
record TableNeed(TableShape shape, boolean own, List<String> privileges) {

    /** wkgate deletes no message, and only asks who is in a group. */
    static TableNeed of(TableShape shape, boolean own) {
        List<String> privileges = shape.name().startsWith("wkgate_")
                ? List.of("SELECT", "INSERT", "UPDATE", "DELETE")
                : shape.name().equals("group_member") ? List.of("SELECT") : List.of("SELECT", "INSERT", "UPDATE");
        return new TableNeed(shape, own, privileges);
    }

    String name() {
        return shape.name();
    }

    boolean isWritten() {
        return privileges.contains("INSERT");
    }
}
