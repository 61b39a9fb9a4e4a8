package io.wkgate.chat;

import java.net.URI;

/** A WuKongIM that chat clients can connect to, real or simulated. */
interface ChatUpstream extends AutoCloseable {
    String api();

    URI webSocket();

    @Override
    void close();
}
