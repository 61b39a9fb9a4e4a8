package io.wkgate.web;

import io.vertx.core.http.HttpServerOptions;

/**
 * How the listeners begin whose answers may be long. They promise HTTP/1.1 in clear text to whoever asks for an upgrade to HTTP/2,
 * as Java's own client does with every first request. With the upgrade, 63 of 2,000 answers of 150 kB did not arrive (Vert.x
 * 5.0.10, JDK 17.0.15), and now and then such a request waited for ever. Over TLS, where ALPN decides, HTTP/2 stays. Not for
 * intake, which answers in a few bytes and wants to see a WuKongIM that speaks gRPC to its HTTP port.
 */
public final class ListenerOptions {

    private ListenerOptions() {}

    /** New options that are the caller's own. */
    public static HttpServerOptions http() {
        return new HttpServerOptions().setHttp2ClearTextEnabled(false);
    }
}
