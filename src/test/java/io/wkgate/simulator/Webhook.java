package io.wkgate.simulator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** The webhook of one running server: everything that leaves it on its own. */
final class Webhook {
    private final Bodies bodies;
    private final Calls calls;
    private final NotifySender notifications;
    private final OfflineSender offline;
    private final OnlineStatusSender onlineStatus;
    private final List<String> focusEvents;

    Webhook(
            Vertx vertx,
            String address,
            Profile profile,
            List<String> focusEvents,
            Bodies bodies,
            Disk disk,
            ScaledTime time,
            Tally tally) {
        this.focusEvents = focusEvents;
        this.bodies = bodies;
        DeliveryRules rules = profile.delivery();
        this.calls = calls(vertx, address, profile, time, tally);
        this.notifications = switch (rules.queue()) {
            case DISK -> new DiskNotifySender(disk, rules, calls, bodies, time, tally);
            case DISK_READ_ONCE -> new ReadOnceNotifySender(disk, rules, calls, bodies, time, tally);
            case MEMORY -> new MemoryNotifySender(rules, calls, bodies, time, tally);
        };
        this.offline = profile.line() == Line.THREE
                ? new ShardedOfflineSender(rules, calls, tally)
                : new PooledOfflineSender(rules, calls, tally);
        this.onlineStatus = new OnlineStatusSender(rules, calls, time, tally);
    }

    void start() {
        notifications.start();
        onlineStatus.start();
    }

    void notify(StoredMessage message) {
        if (focusesOn(WebhookClient.NOTIFY)) {
            notifications.offer(message);
        }
    }

    void offline(StoredMessage message, List<String> uids) {
        if (focusesOn(WebhookClient.OFFLINE)) {
            offline.offer(message.channelId(), GoJson.encode(bodies.offline(message, uids)));
        }
    }

    void onlineStatus(String record) {
        if (focusesOn(WebhookClient.ONLINE_STATUS)) {
            onlineStatus.offer(record);
        }
    }

    /** Of other events nothing is even kept (source of v2.0.10: WebhookOn). */
    private boolean focusesOn(String event) {
        return focusEvents.isEmpty() || focusEvents.contains(event);
    }

    Future<Void> stop() {
        offline.stop();
        onlineStatus.stop();
        return notifications.stop();
    }

    void crash() {
        notifications.crash();
        offline.stop();
        onlineStatus.stop();
    }

    /** From now on nothing leaves the server any more, whatever still is under way. */
    void silence() {
        calls.close();
    }

    private static Calls calls(Vertx vertx, String address, Profile profile, ScaledTime time, Tally tally) {
        if (!address.startsWith("grpc://")) {
            ConnectionLimit limit =
                    new ConnectionLimit(time, profile.delivery().httpConnections(), DeliveryRules.HTTP_CONNECTION_WAIT);
            return new Calls(new HttpWebhook(vertx, address, profile, time), limit, tally);
        }
        if (profile.line() == Line.THREE) {
            throw new IllegalArgumentException("v3 has no gRPC webhook");
        }
        ConnectionLimit limit =
                new ConnectionLimit(time, DeliveryRules.GRPC_CONNECTIONS, DeliveryRules.GRPC_CONNECTION_WAIT);
        return new Calls(new GrpcWebhook(vertx, address, time), limit, tally);
    }
}
