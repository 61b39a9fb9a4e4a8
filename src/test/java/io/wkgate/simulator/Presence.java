package io.wkgate.simulator;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who is connected. A crash forgets all of it. */
final class Presence {
    /** A connected device. */
    record Connection(String uid, int deviceFlag, long id) {}

    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final Consumer<String> tell;
    private long lastId;

    /** @param tell takes the records of user.onlinestatus */
    Presence(Consumer<String> tell) {
        this.tell = tell;
    }

    boolean isOnline(String uid) {
        return connections.stream().anyMatch(connection -> connection.uid().equals(uid));
    }

    int size() {
        return connections.size();
    }

    /** Connects a device. */
    synchronized Connection connect(String uid, int deviceFlag) {
        Connection connection = new Connection(uid, deviceFlag, ++lastId);
        connections.add(connection);
        tell.accept(status(connection, 1));
        return connection;
    }

    /** Disconnects one device, unless it is gone already. */
    synchronized void disconnect(Connection connection) {
        if (connections.remove(connection)) {
            tell.accept(status(connection, 0));
        }
    }

    /** Disconnects every device of a kind. */
    synchronized void disconnect(String uid, int deviceFlag) {
        for (Connection connection : List.copyOf(connections)) {
            if (connection.uid().equals(uid) && connection.deviceFlag() == deviceFlag) {
                disconnect(connection);
            }
        }
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
