package io.wkgate.doctor;

import io.wkgate.store.embedded.ConnectionDetails;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Connections that somebody else has open. */
final class HeldConnections implements AutoCloseable {

    private final List<Connection> open = new ArrayList<>();

    HeldConnections(ConnectionDetails details, int count) throws SQLException {
        while (open.size() < count) {
            open.add(details.connect());
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : open) {
            connection.close();
        }
    }
}
