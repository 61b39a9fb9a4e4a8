package io.wkgate.revoke;

import io.wkgate.outage.RealUpstream;
import java.net.URI;

/** A real server of one version. */
final class RealRevokeServer implements RevokeServer {

    private final RealUpstream upstream;

    RealRevokeServer(String version, String webhook) {
        upstream = RealUpstream.start(version, webhook);
    }

    @Override
    public String api() {
        return upstream.api();
    }

    @Override
    public URI webSocket() {
        return upstream.webSocket();
    }

    @Override
    public void kill() {
        upstream.kill();
    }

    @Override
    public void restart() {
        upstream.restart();
    }

    @Override
    public void close() {
        upstream.close();
    }
}
