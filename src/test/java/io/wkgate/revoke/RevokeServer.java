package io.wkgate.revoke;

import java.net.URI;

/** A WuKongIM, real or simulated, that calls the gateway's webhook, and that a test may kill and start again. */
interface RevokeServer extends AutoCloseable {

    /** Starts one of a version, with a webhook. */
    interface Starter {
        RevokeServer start(String version, String webhook);
    }

    /** The address of its API. */
    String api();

    /** Where chat clients connect. */
    URI webSocket();

    /** Dies as by {@code kill -9}; what it stored stays. */
    void kill();

    /** Starts again on what it stored and at the same addresses. */
    void restart();

    @Override
    void close();
}
