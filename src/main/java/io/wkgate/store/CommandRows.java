package io.wkgate.store;

import io.vertx.sqlclient.Tuple;
import java.util.Comparator;
import java.util.List;

/** What writes commands; somebody else runs it. */
final class CommandRows {

    private static final int PARAMETERS = 2;

    /** One that came again keeps the time at which it came first. */
    private static final MultiRowInsert<Command> INSERT = new MultiRowInsert<>(
            "wkgate_command", "message_id,revokes,seen_at", "(?,?,UTC_TIMESTAMP(3))", "message_id");

    private CommandRows() {}

    /** None without commands. Sorted by key, as messages are, so that two transactions with the same ones wait in turn. */
    static List<Statement> inserts(List<Command> commands) {
        List<Command> sorted = commands.stream()
                .sorted(Comparator.comparingLong(Command::messageId))
                .toList();
        return INSERT.statements(sorted, CommandRows::values, PARAMETERS);
    }

    private static void values(Command command, Tuple row) {
        row.addLong(command.messageId());
        if (command.revokes().isPresent()) {
            row.addLong(command.revokes().getAsLong());
        } else {
            row.addValue(null);
        }
    }
}
