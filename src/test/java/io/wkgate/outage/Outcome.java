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
 * @param notInLog those of them that it did not store itself: v2.2.5 may answer 200 and then fail to
 * @param stored those of them that are rows
 * @param twice those of them that are more than one row
 */
record Outcome(int sent, int notInLog, int stored, int twice) {

    /** @param log the client_msg_no of every message in upstream's log, or of more than those that were sent */
    static Outcome of(Set<String> sent, Set<String> log, ConnectionDetails database) throws SQLException {
        Map<String, Integer> rows = new HashMap<>();
        List<MessageRows.Row> all = MessageRows.all(database);
        all.forEach(row -> rows.merge(row.clientMsgNo(), 1, Integer::sum));
        int stored = (int) sent.stream().filter(rows::containsKey).count();
        int twice =
                (int) sent.stream().filter(no -> rows.getOrDefault(no, 0) > 1).count();
        int notInLog = (int) sent.stream()
                .filter(no -> !log.contains(no) && !rows.containsKey(no))
                .count();
        return new Outcome(sent.size(), notInLog, stored, twice);
    }

    /** Those that upstream has and we do not. */
    int missing() {
        return sent - notInLog - stored;
    }
}
