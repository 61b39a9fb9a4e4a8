package io.wkgate.upstream;

import io.vertx.core.Future;

/** How one line's log of a channel is read page by page. */
interface LogPages {

    /** No page is asked for with more rows than this, whatever the request says. */
    int MOST = 1000;

    /** Fails with {@link UpstreamException} when upstream cannot be asked, or answers what is no such page. */
    Future<LogAnswer> page(UpstreamCall node, LogRequest request);
}
