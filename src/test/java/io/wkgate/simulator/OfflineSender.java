package io.wkgate.simulator;

import io.vertx.core.buffer.Buffer;

/** Brings messages to msg.offline, in the way of one version. */
interface OfflineSender {
    void offer(String channelId, Buffer body);

    /** Nothing is ever kept: what waits is lost at a stop as in a crash. */
    void stop();
}
