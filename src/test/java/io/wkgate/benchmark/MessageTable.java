package io.wkgate.benchmark;

import io.wkgate.store.embedded.ConnectionDetails;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A table of the structure of {@code message}, and how rows get into it without wkgate. */
record MessageTable(ConnectionDetails database, String name) {

    private static final String COLUMNS =
            "message_id,message_seq,client_msg_no,from_uid,channel_id,channel_type,red_dot,setting,expire,timestamp,"
                    + "payload,source";
    private static final String ROW = "(?,?,?,?,?,?,?,?,?,?,?,?)";
    private static final int COLUMN_COUNT = 12;

    /** Makes one beside the table that wkgate's migrations have made. */
    static MessageTable like(ConnectionDetails database, String name) throws SQLException {
        MessageTable table = new MessageTable(database, name);
        table.execute("CREATE TABLE " + name + " LIKE message");
        return table;
    }

    void empty() throws SQLException {
        execute("TRUNCATE TABLE " + name);
    }

    long count() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                var result = statement.executeQuery("SELECT COUNT(*) FROM " + name)) {
            result.next();
            return result.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The limit: one statement for the whole body, which commits by itself and so costs one round trip. */
    BodyWriter limit(List<SampleMessage> messages) throws SQLException {
        Connection connection = connect();
        PreparedStatement insert = connection.prepareStatement(insert(messages.size()));
        return writer(connection, firstId -> {
            for (int i = 0; i < messages.size(); i++) {
                set(insert, i * COLUMN_COUNT, messages.get(i), firstId + i);
            }
            insert.executeUpdate();
        });
    }

    /** As business servers do: a statement per message, all in one transaction. */
    BodyWriter rowByRow(List<SampleMessage> messages) throws SQLException {
        Connection connection = connect();
        connection.setAutoCommit(false);
        PreparedStatement insert = connection.prepareStatement(insert(1));
        return writer(connection, firstId -> {
            for (int i = 0; i < messages.size(); i++) {
                set(insert, 0, messages.get(i), firstId + i);
                insert.executeUpdate();
            }
            connection.commit();
        });
    }

    private Connection connect() throws SQLException {
        String url = database.jdbcUrl()
                + "&useServerPrepStmts=true&user=%s&password=%s".formatted(database.user(), database.password());
        Connection connection = java.sql.DriverManager.getConnection(url);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return connection;
    }

    private String insert(int rows) {
        return "INSERT INTO " + name + " (" + COLUMNS + ") VALUES " + (ROW + ",").repeat(rows - 1) + ROW;
    }

    private static void set(PreparedStatement insert, int before, SampleMessage message, long id) throws SQLException {
        insert.setLong(before + 1, id);
        insert.setLong(before + 2, SampleMessage.messageSeq(id));
        insert.setString(before + 3, SampleMessage.clientMsgNo(id));
        insert.setString(before + 4, message.fromUid());
        insert.setString(before + 5, message.channelKey());
        insert.setInt(before + 6, message.channelType());
        insert.setInt(before + 7, 1);
        insert.setInt(before + 8, 0);
        insert.setLong(before + 9, 0);
        insert.setLong(before + 10, 1_795_319_752L);
        insert.setBytes(before + 11, message.payload());
        insert.setString(before + 12, "webhook");
    }

    private interface Body {
        void write(long firstId) throws SQLException;
    }

    private static BodyWriter writer(Connection connection, Body body) {
        return new BodyWriter() {
            @Override
            public void write(long firstId) throws SQLException {
                body.write(firstId);
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }
}
