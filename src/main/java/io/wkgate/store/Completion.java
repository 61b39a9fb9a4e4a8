package io.wkgate.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.wkgate.event.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills in what repair could not know of a message whose webhook comes later. To be asked only of a batch of which some rows
 * were there already; it then costs a look at their keys, and a statement a row that lacks something.
 */
final class Completion {

    private static final Logger LOG = LoggerFactory.getLogger(Completion.class);

    private final Database database;
    private final Completing completing;

    Completion(Database database, Completing completing) {
        this.database = database;
        this.completing = completing;
    }

    /** Fails if the database is away. A row that cannot be completed stays as it is. */
    Future<Void> complete(List<Message> messages) {
        List<Future<RowSet<Row>>> found = completing.find(messages).stream()
                .map(statement -> database.execute(statement.sql(), statement.parameters()))
                .toList();
        return Future.all(found).compose(all -> {
            Map<Long, Details> rows = new HashMap<>();
            found.forEach(part -> part.result().forEach(row -> {
                Details details = completing.read(row);
                rows.put(details.messageId(), details);
            }));
            List<Statement> updates = updates(messages, rows);
            return updates.isEmpty() ? Future.succeededFuture() : write(updates);
        });
    }

    private List<Statement> updates(List<Message> messages, Map<Long, Details> rows) {
        List<Statement> updates = new ArrayList<>();
        // By the order of their key, as they are inserted.
        messages.stream().sorted(Comparator.comparingLong(Message::messageId)).forEach(message -> {
            @Nullable Details row = rows.remove(message.messageId());
            if (row != null && !row.completedBy(Details.of(message)).equals(row)) {
                updates.add(completing.write(message, row.completedBy(Details.of(message))));
            }
        });
        return updates;
    }

    private Future<Void> write(List<Statement> updates) {
        return database.commit(updates).<Void>mapEmpty().recover(failure -> {
            if (!(DatabaseFault.of(failure) instanceof DatabaseFault.RowRefused refused)) {
                return Future.failedFuture(failure);
            }
            LOG.warn("the database refuses to complete messages that repair wrote, {}", refused.description());
            return Future.succeededFuture();
        });
    }
}
