package io.wkgate.testing;

import io.vertx.core.buffer.Buffer;
import io.wkgate.store.CompressedBody;
import io.wkgate.store.embedded.ConnectionDetails;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What stands in {@code wkgate_event} and {@code wkgate_delivery}. */
public final class EventTable {

    private EventTable() {}

    /**
     * One event.
     *
     * @param body as it was before it was packed
     * @param deliveries how many it has
     */
    public record Row(String id, String name, String source, byte[] body, int deliveries) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** Every event, by the order of its first delivery. */
    public static List<Row> all(ConnectionDetails database) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT HEX(e.id) AS id, name, source, body,"
                        + " (SELECT COUNT(*) FROM wkgate_delivery d WHERE d.event_id = e.id) AS deliveries,"
                        + " (SELECT MIN(d.id) FROM wkgate_delivery d WHERE d.event_id = e.id) AS first"
                        + " FROM wkgate_event e ORDER BY first")) {
            while (result.next()) {
                rows.add(new Row(
                        result.getString("id"),
                        result.getString("name"),
                        result.getString("source"),
                        CompressedBody.uncompress(Buffer.buffer(result.getBytes("body")))
                                .getBytes(),
                        result.getInt("deliveries")));
            }
        }
        return rows;
    }

    /** How many rows there are in both tables. */
    public static long rows(ConnectionDetails database) throws SQLException {
        return Sql.number(
                database, "SELECT (SELECT COUNT(*) FROM wkgate_event) + (SELECT COUNT(*) FROM wkgate_delivery)");
    }
}
