package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.upstream.KnownNode;

/** How fast upstream may be asked. */
interface Pace {

    /** Completes when that node may be called once more. */
    Future<Void> turn(KnownNode node);

    /** How long the call took, and whether it failed: a node that is slow or sick is asked less. */
    void took(KnownNode node, long nanos, boolean failed);
}
