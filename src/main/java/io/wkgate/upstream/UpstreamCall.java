package io.wkgate.upstream;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** Calls one node. */
interface UpstreamCall {

    /**
     * @param request asked for again before every try, so that no two tries share a client_msg_no
     * @return the answer with a status of 2xx; every failure is an {@link UpstreamException}
     */
    Future<UpstreamAnswer> ask(Supplier<UpstreamRequest> request);

    default Future<UpstreamAnswer> ask(UpstreamRequest request) {
        return ask(() -> request);
    }
}
