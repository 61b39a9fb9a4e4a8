package io.wkgate.upstream;

import io.vertx.core.Future;

/** How one line's log is searched for a message. */
interface LogSearch {

    /** Fails with {@link UpstreamException} when upstream cannot be asked. */
    Future<LookupResult> find(UpstreamCall node, MessageQuery query);
}
