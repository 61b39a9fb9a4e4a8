package io.wkgate.testing;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.store.embedded.LoopbackPort;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on 127.0.0.1 whose faults are switched while connections are open. Its methods block until the fault is
 * in place or call for one that comes later; call them from the test's thread.
 */
public final class TcpProxy implements AutoCloseable {
    private final NetClient client;
    private final NetServer server;
    private final String targetHost;
    private final int targetPort;
    private final ProxyFaults faults = new ProxyFaults();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

    private TcpProxy(Vertx vertx, String targetHost, int targetPort) {
        this.client = vertx.createNetClient();
        this.server = vertx.createNetServer();
        this.targetHost = targetHost;
        this.targetPort = targetPort;
    }

    /** Listens on a free port and passes everything on to the target, which need not run yet. */
    public static TcpProxy start(Vertx vertx, String targetHost, int targetPort) {
        TcpProxy proxy = new TcpProxy(vertx, targetHost, targetPort);
        proxy.server.connectHandler(proxy::accept).listen(0, LoopbackPort.HOST).await();
        return proxy;
    }

    public int port() {
        return server.actualPort();
    }

    /** The way to the same database through this proxy. */
    public ConnectionDetails through(ConnectionDetails direct) {
        return new ConnectionDetails(LoopbackPort.HOST, port(), direct.user(), direct.password(), direct.database());
    }

    /** How many connections are open. */
    public int connectionCount() {
        return connections.size();
    }

    /** Closes all connections that are open, on both sides. */
    public void cutConnections() {
        connections.forEach(connection -> connection.cut().await());
    }

    /** While on, a new connection is closed as soon as it is made. */
    public void refuse(boolean refuse) {
        faults.refuse(refuse);
    }

    /**
     * While on, nothing gets through on old and new connections, as behind a firewall that drops packets. What was sent
     * in the meantime arrives when it is switched off, even from clients that have given up.
     */
    public void hang(boolean hang) {
        faults.hang(hang);
        connections.forEach(connection -> connection.hang(hang).await());
    }

    /** How long every piece of data takes longer, in each direction. */
    public void delay(Duration delay) {
        faults.delay(delay);
    }

    /**
     * Lets the next {@code count} COMMITs of the MySQL protocol through, and cuts the connection when the answer comes:
     * the commit is done and the client cannot know. The client must not send a COMMIT before it has the answer to what
     * it sent before, and must not use TLS.
     */
    public void dropCommitAnswers(int count) {
        faults.dropCommitAnswers(count);
    }

    @Override
    public void close() {
        server.close().await();
        client.close().await();
    }

    private void accept(NetSocket incoming) {
        if (faults.refuses()) {
            incoming.close();
            return;
        }
        // Nothing is read before there is someone to pass it on to.
        incoming.pause();
        client.connect(targetPort, targetHost)
                .onSuccess(outgoing -> connect(incoming, outgoing))
                .onFailure(unreachable -> incoming.close());
    }

    private void connect(NetSocket incoming, NetSocket outgoing) {
        ProxiedConnection connection = new ProxiedConnection(incoming, outgoing, faults, connections::remove);
        connections.add(connection);
        // One that was on its way while the others were cut would be the only one left.
        if (faults.refuses()) {
            connection.cut();
        }
    }
}
