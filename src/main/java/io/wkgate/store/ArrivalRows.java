package io.wkgate.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.Message;
import io.wkgate.store.Arrival.Numbers;
import java.util.ArrayList;
import java.util.List;

/** What writes an arrival; somebody else runs it. */
final class ArrivalRows {

    private static final String INSERT = "INSERT INTO wkgate_arrival (numbers) VALUES (?)";

    private static final int MEDIUMBLOB = (1 << 24) - 1;

    private ArrivalRows() {}

    /** One row, more only where a packet does not hold it; none if none of the messages counts. */
    static List<Statement> inserts(List<Message> numbered, PacketLimit limit) {
        List<Numbers> channels = Arrival.of(numbered).channels();
        List<Statement> statements = new ArrayList<>(1);
        if (!channels.isEmpty()) {
            add(statements, channels, Math.min(MEDIUMBLOB, limit.room()));
        }
        return statements;
    }

    private static void add(List<Statement> statements, List<Numbers> channels, long room) {
        Buffer bytes = new Arrival(channels).bytes();
        if (bytes.length() <= room || channels.size() == 1) {
            statements.add(new Statement(INSERT, Tuple.of(bytes)));
            return;
        }
        int middle = channels.size() / 2;
        add(statements, channels.subList(0, middle), room);
        add(statements, channels.subList(middle, channels.size()), room);
    }
}
