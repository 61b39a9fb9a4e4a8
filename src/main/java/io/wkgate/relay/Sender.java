package io.wkgate.relay;

import io.vertx.core.Future;

/** Makes attempts at one destination. */
interface Sender {

    /** Makes one; never fails, and ends within the destination's time-out. */
    Future<AttemptResult> send(Outgoing delivery);

    /** What a person is shown of the request that would be sent now: no secret in it. */
    ShownRequest show(Outgoing delivery);

    void close();
}
