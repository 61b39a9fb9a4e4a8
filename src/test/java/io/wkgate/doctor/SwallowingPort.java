package io.wkgate.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port at which a connection is neither made nor refused, as behind a firewall that drops packets: nobody takes what waits
 * there, and Linux drops what comes when the queue is full.
 */
record SwallowingPort(ServerSocket server, List<Socket> waiting, boolean swallows) implements AutoCloseable {

    private static final int MANY = 16;
    private static final int PATIENCE_MILLIS = 500;

    static SwallowingPort open() throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        List<Socket> waiting = new ArrayList<>();
        boolean full = false;
        while (!full && waiting.size() < MANY) {
            full = !joins(server.getLocalSocketAddress(), waiting);
        }
        return new SwallowingPort(server, waiting, full);
    }

    private static boolean joins(SocketAddress address, List<Socket> waiting) throws IOException {
        Socket socket = new Socket();
        waiting.add(socket);
        try {
            socket.connect(address, PATIENCE_MILLIS);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    int number() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : waiting) {
            socket.close();
        }
        server.close();
    }
}
