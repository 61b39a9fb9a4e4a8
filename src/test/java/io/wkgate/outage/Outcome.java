package io.wkgate.outage;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.MessageRows;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run came to.
 *
 * @param sent messages that upstream accepted
 * @param stored those of them that are rows
 * @param twice those of them that are more than one row
 */
record Outcome(int sent, int stored, int twice) {

    static Outcome of(Set<String> sent, ConnectionDetails database) throws SQLException {
        Map<String, Integer> rows = new HashMap<>();
        List<MessageRows.Row> all = MessageRows.all(database);
        all.forEach(row -> rows.merge(row.clientMsgNo(), 1, Integer::sum));
        int stored = (int) sent.stream().filter(rows::containsKey).count();
        int twice =
                (int) sent.stream().filter(no -> rows.getOrDefault(no, 0) > 1).count();
        return new Outcome(sent.size(), stored, twice);
    }

    int missing() {
        return sent - stored;
    }
}
