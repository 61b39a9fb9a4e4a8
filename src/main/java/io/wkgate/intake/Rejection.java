package io.wkgate.intake;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.wkgate.web.Problem;

/** Answers to a sender that may still be sending. */
final class Rejection {

    /** How long a sender whose body is not wanted may go on sending before the connection is closed under it. */
    private static final long LINGER_MILLIS = 1000;

    private Rejection() {}

    /** Answers at once, without reading the body. */
    static void now(HttpServerRequest request, int status, String detail) {
        closeAfterAnswer(request);
        Problem.of(status, detail).answer(request.response());
    }

    /**
     * Closes the connection when the answer is out and the sender has stopped or lingered. Closing it at once would reset
     * it, and a reset may take the answer away from a sender that is still writing.
     */
    static void closeAfterAnswer(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader("Connection", "close");
        }
        request.handler(discarded -> {});
        request.resume();
        if (!request.isEnded()) {
            Vertx.currentContext()
                    .owner()
                    .setTimer(LINGER_MILLIS, fired -> request.connection().close());
        }
    }
}
