package io.wkgate.testing;

import io.wkgate.store.embedded.ConnectionDetails;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What stands in the native {@code message} table. */
public final class MessageRows {

    private MessageRows() {}

    /** One row, without what the database adds. */
    public record Row(
            long messageId,
            long messageSeq,
            String clientMsgNo,
            String fromUid,
            String channelId,
            int channelType,
            boolean redDot,
            int setting,
            long expire,
            long timestamp,
            byte[] payload) {}

    /** Every row, by the order of its id. */
    public static List<Row> all(ConnectionDetails database) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM message ORDER BY message_id")) {
            while (result.next()) {
                rows.add(new Row(
                        result.getLong("message_id"),
                        result.getLong("message_seq"),
                        result.getString("client_msg_no"),
                        result.getString("from_uid"),
                        result.getString("channel_id"),
                        result.getInt("channel_type"),
                        result.getBoolean("red_dot"),
                        result.getInt("setting"),
                        result.getLong("expire"),
                        result.getLong("timestamp"),
                        result.getBytes("payload")));
            }
        }
        return rows;
    }

    /** Every row by its id. */
    public static Map<Long, Row> byId(ConnectionDetails database) throws SQLException {
        return all(database).stream().collect(Collectors.toMap(Row::messageId, Function.identity()));
    }

    /** How many there are. */
    public static long count(ConnectionDetails database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM message")) {
            result.next();
            return result.getLong(1);
        }
    }
}
