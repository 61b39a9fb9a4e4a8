package io.wkgate.boot;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.store.embedded.LoopbackPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a database that lets so many connections through, one after the other, and refuses every later one. */
final class LimitedWay implements AutoCloseable {

    private final ConnectionDetails target;
    private final int limit;
    private final ServerSocket server;
    private final AtomicInteger accepted = new AtomicInteger();

    private LimitedWay(ConnectionDetails target, int limit, ServerSocket server) {
        this.target = target;
        this.limit = limit;
        this.server = server;
    }

    static LimitedWay to(ConnectionDetails target, int limit) throws IOException {
        LimitedWay way =
                new LimitedWay(target, limit, new ServerSocket(0, 50, InetAddress.getByName(LoopbackPort.HOST)));
        inBackground(way::accept);
        return way;
    }

    ConnectionDetails details() {
        return new ConnectionDetails(
                LoopbackPort.HOST, server.getLocalPort(), target.user(), target.password(), target.database());
    }

    int accepted() {
        return accepted.get();
    }

    private void accept() throws IOException {
        while (accepted.get() < limit) {
            Socket incoming = server.accept();
            // Before any answer, so that the next one to come is refused for certain.
            if (accepted.incrementAndGet() == limit) {
                server.close();
            }
            Socket outgoing = new Socket(target.host(), target.port());
            inBackground(() -> pass(incoming, outgoing));
            inBackground(() -> pass(outgoing, incoming));
        }
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // One side has closed.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
