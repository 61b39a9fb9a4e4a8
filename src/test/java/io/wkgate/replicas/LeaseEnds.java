package io.wkgate.replicas;

import io.wkgate.store.embedded.ConnectionDetails;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * For how long, from one moment on, each kind of lease still keeps others away, by the database's clock: whoever dies at that moment
 * is followed then, and as much later as such a lease is looked at. However slow the machine is, it is no more than the lease.
 *
 * @param longest of each kind that somebody holds
 */
record LeaseEnds(Map<String, Duration> longest) {

    /** What docs/decisions/0021-replicas.md promises. With how often each is looked at it makes less than 30 s. */
    private static final Map<String, Duration> PROMISED = Map.of(
            "delivery", Duration.ofSeconds(25),
            "gap", Duration.ofSeconds(20),
            "sweep", Duration.ofSeconds(20),
            "revoke", Duration.ofSeconds(15),
            "finder", Duration.ofSeconds(15),
            "outages", Duration.ofSeconds(15),
            "upstream-probe", Duration.ofSeconds(15),
            "prune", Duration.ofSeconds(20));

    private static final String LEFT = "SELECT kind, MAX(TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), end_at)) FROM ("
            + "SELECT 'delivery' AS kind, due_at AS end_at FROM wkgate_delivery WHERE state = 0 AND lease IS NOT NULL"
            + " UNION ALL SELECT 'gap', due_at FROM wkgate_gap WHERE state = 0 AND lease IS NOT NULL"
            + " UNION ALL SELECT 'sweep', due_at FROM wkgate_sweep WHERE state = 0 AND lease IS NOT NULL"
            + " UNION ALL SELECT 'revoke', next_attempt_at FROM wkgate_revoke WHERE finished_at IS NULL AND lease <> ''"
            + " UNION ALL SELECT name, expires_at FROM wkgate_lease WHERE holder IS NOT NULL) held GROUP BY kind";

    static LeaseEnds now(ConnectionDetails database) throws SQLException {
        Map<String, Duration> longest = new TreeMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            // So nothing is seen that was leased later than the moment that is subtracted.
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
            try (ResultSet result = statement.executeQuery(LEFT)) {
                while (result.next()) {
                    longest.put(result.getString(1), Duration.ofNanos(result.getLong(2) * 1000));
                }
            }
        }
        return new LeaseEnds(longest);
    }

    /** Those that end later than is promised, or of which nothing is. */
    Map<String, Duration> tooLate() {
        Map<String, Duration> late = new TreeMap<>(longest);
        late.entrySet()
                .removeIf(left ->
                        PROMISED.getOrDefault(left.getKey(), Duration.ZERO).compareTo(left.getValue()) >= 0);
        return late;
    }
}
