package io.wkgate.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * Sends callers to other replicas before this one ends. Once begun, each answer over HTTP/1.x says that its connection is not to
 * be used again, and a load balancer gives the next one to somebody else. Else a connection that is kept open would be used until
 * it breaks, and Go posts nothing again that was on its way then: a msg.offline, for which WuKongIM has one try, would be lost.
 * It is the caller who closes, so nothing that it sends all the same is cut off. HTTP/2 has no such header, and says it (GOAWAY)
 * when the listener closes.
 */
public final class Parting {

    private volatile boolean begun;

    /** From now on, for requests that have come and are not answered, too. */
    public void begin() {
        begun = true;
    }

    /** What handles the requests of a listener that is to end so. */
    public Handler<HttpServerRequest> of(Handler<HttpServerRequest> listener) {
        return request -> {
            if (request.version() != HttpVersion.HTTP_2) {
                request.response().headersEndHandler(answered -> {
                    if (begun) {
                        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                    }
                });
            }
            listener.handle(request);
        };
    }
}
