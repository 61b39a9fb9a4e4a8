package io.wkgate.store;

import io.vertx.sqlclient.Row;
import io.wkgate.event.Message;
import java.util.List;

/** How a layout's rows that repair wrote are completed by the webhook's copy. A mark of a revoke is never touched. */
sealed interface Completing permits NativeCompleting, TsddCompleting {

    /** What finds the rows that may lack something, of those that are there. */
    List<Statement> find(List<Message> messages);

    /** A row that {@link #find} found. */
    Details read(Row row);

    /** What writes the details into the row of that message. */
    Statement write(Message message, Details details);
}
