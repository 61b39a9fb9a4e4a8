package io.wkgate.simulator;

import io.vertx.core.Future;

/** Brings messages to msg.notify, in the way of one version. */
interface NotifySender {
    void start();

    void offer(StoredMessage message);

    /** A clean stop: succeeds when what this version still sends on its way out has been sent. */
    Future<Void> stop();

    /** A crash: nothing is sent any more, and what was only in memory is gone. */
    void crash();
}
