package io.wkgate.simulator;

import java.time.Duration;

/**
 * How one version delivers its webhook events.
 *
 * @param queue what holds messages until msg.notify took them
 * @param batch messages in one msg.notify
 * @param httpTimeout how long it waits for the answer over HTTP
 * @param notifyTries tries of one message before it is dropped for good
 * @param pause wait after a failed msg.notify
 * @param offlineTries tries of one msg.offline
 * @param httpConnections connections for all events together, 0 for no limit
 * @param eventsAtOnce v1 and v2: msg.offline requests on their way at once
 * @param dropsOfflineBeyond v1 and v2: whether what exceeds eventsAtOnce is dropped instead of waiting
 */
record DeliveryRules(
        NotifyQueue queue,
        int batch,
        Duration httpTimeout,
        int notifyTries,
        Duration pause,
        int offlineTries,
        int httpConnections,
        int eventsAtOnce,
        boolean dropsOfflineBeyond) {

    /** How messages wait for msg.notify, which decides what a crash costs. */
    enum NotifyQueue {
        /** On disk until acknowledged: everything unacknowledged is sent again after a crash. */
        DISK,
        /** On disk until read: what was read and not yet acknowledged is lost in a crash. */
        DISK_READ_ONCE,
        /** In memory, bounded: a crash loses all of it. */
        MEMORY
    }

    /** Source: Webhook.MsgNotifyEventCountPerPush (v1, v2), NotifyBatchMaxItems (v3). */
    private static final int BATCH = 100;

    /** v2.0.4 and v2.0.10 read their whole queue, whatever the setting says: 250 messages in one request, measured. */
    private static final int WHOLE_QUEUE = Integer.MAX_VALUE;

    /** Source: Webhook.MsgNotifyEventPushInterval (v1, v2), NotifyBatchMaxWait (v3). */
    static final Duration BATCH_INTERVAL = Duration.ofMillis(500);

    static final Duration ONLINE_INTERVAL = Duration.ofSeconds(2);
    static final Duration GRPC_TIMEOUT = Duration.ofSeconds(10);
    static final int GRPC_CONNECTIONS = 20;
    static final Duration GRPC_CONNECTION_WAIT = Duration.ofSeconds(2);

    /** v2.2.5's http.Client gives up after this altogether, waiting for a connection included. */
    static final Duration HTTP_CONNECTION_WAIT = Duration.ofSeconds(30);

    /** v3: queue and workers per event kind. */
    static final int MEMORY_QUEUE = 1024;

    static final int MEMORY_WORKERS = 16;

    static DeliveryRules versionOne() {
        return new DeliveryRules(
                NotifyQueue.DISK, BATCH, Duration.ofSeconds(5), 5, Duration.ofSeconds(1), 1, 0, 1024, true);
    }

    static DeliveryRules earlyVersionTwo() {
        return new DeliveryRules(
                NotifyQueue.DISK, WHOLE_QUEUE, Duration.ofSeconds(5), 5, Duration.ofSeconds(1), 1, 0, 1024, false);
    }

    static DeliveryRules lateVersionTwo() {
        return new DeliveryRules(
                NotifyQueue.DISK_READ_ONCE,
                BATCH,
                Duration.ofSeconds(10),
                5,
                Duration.ofSeconds(1),
                1,
                100,
                1024,
                false);
    }

    static DeliveryRules versionThree() {
        return new DeliveryRules(
                NotifyQueue.MEMORY, BATCH, Duration.ofSeconds(5), 3, Duration.ZERO, 3, 0, MEMORY_WORKERS, true);
    }
}
