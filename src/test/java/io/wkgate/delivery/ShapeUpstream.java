package io.wkgate.delivery;

import java.net.URI;

/** A WuKongIM, real or simulated, that calls a webhook. */
interface ShapeUpstream extends AutoCloseable {

    String api();

    URI webSocket();

    @Override
    void close();
}
