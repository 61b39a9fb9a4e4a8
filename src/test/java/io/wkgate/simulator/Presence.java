package io.wkgate.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who is connected. A crash forgets all of it. */
final class Presence {
    private record Connection(String uid, int deviceFlag, long id) {}

    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private long lastId;
    private boolean everUsed;

    boolean isOnline(String uid) {
        return connections.stream().anyMatch(connection -> connection.uid().equals(uid));
    }

    boolean everUsed() {
        return everUsed;
    }

    int size() {
        return connections.size();
    }

    /** Connects a device and answers the record of user.onlinestatus. */
    synchronized String connect(String uid, int deviceFlag) {
        everUsed = true;
        Connection connection = new Connection(uid, deviceFlag, ++lastId);
        connections.add(connection);
        return status(connection, 1);
    }

    /** Disconnects every device of a kind and answers the records of user.onlinestatus. */
    synchronized List<String> disconnect(String uid, int deviceFlag) {
        List<String> records = new ArrayList<>();
        for (Connection connection : List.copyOf(connections)) {
            if (connection.uid().equals(uid) && connection.deviceFlag() == deviceFlag) {
                connections.remove(connection);
                records.add(status(connection, 0));
            }
        }
        return records;
    }

    /** {@code uid-deviceFlag-online-connId-deviceOnlineCount-totalOnlineCount}, recorded on every version. */
    private String status(Connection connection, int online) {
        long total = connections.stream()
                .filter(other -> other.uid().equals(connection.uid()))
                .count();
        long sameDevice = connections.stream()
                .filter(other -> other.uid().equals(connection.uid()) && other.deviceFlag() == connection.deviceFlag())
                .count();
        return connection.uid() + "-" + connection.deviceFlag() + "-" + online + "-" + connection.id() + "-"
                + sameDevice + "-" + total;
    }
}
