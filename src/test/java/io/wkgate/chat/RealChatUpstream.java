package io.wkgate.chat;

import io.wkgate.outage.RealUpstream;
import java.net.URI;

/** A real server of one version, ready to store messages. */
final class RealChatUpstream implements ChatUpstream {
    private final RealUpstream upstream;

    RealChatUpstream(String version) {
        upstream = RealUpstream.start(version);
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
    public void close() {
        upstream.close();
    }
}
