package io.wkgate.revoke;

import java.net.URI;

/** A simulated WuKongIM whose API can be troubled. */
final class FrontedServer implements RevokeServer {

    private final SimulatedRevokeServer server;
    private final UpstreamFront front;

    FrontedServer(String version, String webhook) {
        server = new SimulatedRevokeServer(version, webhook);
        front = new UpstreamFront(server);
    }

    UpstreamFront front() {
        return front;
    }

    @Override
    public String api() {
        return front.url();
    }

    @Override
    public URI webSocket() {
        return server.webSocket();
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public void restart() {
        server.restart();
    }

    @Override
    public void close() {
        front.close();
        server.close();
    }
}
