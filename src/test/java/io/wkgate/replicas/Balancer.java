package io.wkgate.replicas;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.wkgate.testing.GatewayProcess;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/**
 * One port of a Service: each new connection goes to the next replica that is ready. It knows nothing of what is said on
 * them: one that is open stays where it is, and breaks when its replica dies; whoever finds nobody ready is turned away.
 */
final class Balancer {

    private final ReadyReplicas replicas;
    private final ToIntFunction<GatewayProcess> port;
    private final NetClient client;
    private final NetServer server;
    private final AtomicInteger connections = new AtomicInteger();

    /** @param port which one of a replica's ports this is */
    Balancer(Vertx vertx, ReadyReplicas replicas, ToIntFunction<GatewayProcess> port) {
        this.replicas = replicas;
        this.port = port;
        client = vertx.createNetClient();
        server = vertx.createNetServer()
                .connectHandler(this::connected)
                .listen(0, "127.0.0.1")
                .await();
    }

    int port() {
        return server.actualPort();
    }

    private void connected(NetSocket caller) {
        List<GatewayProcess> ready = replicas.all();
        if (ready.isEmpty()) {
            caller.close();
            return;
        }
        GatewayProcess replica = ready.get(connections.getAndIncrement() % ready.size());
        caller.pause();
        client.connect(port.applyAsInt(replica), "127.0.0.1")
                .onSuccess(gateway -> join(caller, gateway))
                .onFailure(gone -> caller.close());
    }

    private static void join(NetSocket caller, NetSocket gateway) {
        caller.closeHandler(closed -> gateway.close());
        gateway.closeHandler(closed -> caller.close());
        caller.pipeTo(gateway);
        gateway.pipeTo(caller);
    }
}
