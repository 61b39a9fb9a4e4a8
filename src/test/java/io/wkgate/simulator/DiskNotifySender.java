package io.wkgate.simulator;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * msg.notify of v1.2.6 and v2.0.x: one request at a time, over an unbounded queue on disk: with its first 100 (v1.2.6) or
 * with all of it (v2.0.x). After a
 * failure the batch is cut anew, so newer messages come with the ones that failed before; each message has five tries.
 */
final class DiskNotifySender implements NotifySender {
    private final Disk disk;
    private final DeliveryRules rules;
    private final Calls calls;
    private final Bodies bodies;
    private final ScaledTime time;
    private final Tally tally;
    private final Map<Long, Integer> failures = new HashMap<>();
    private long lastTick;
    private boolean stopped;

    DiskNotifySender(Disk disk, DeliveryRules rules, Calls calls, Bodies bodies, ScaledTime time, Tally tally) {
        this.disk = disk;
        this.rules = rules;
        this.calls = calls;
        this.bodies = bodies;
        this.time = time;
        this.tally = tally;
    }

    @Override
    public void start() {
        push();
    }

    @Override
    public void offer(StoredMessage message) {
        disk.notifyQueue.add(message);
    }

    @Override
    public Future<Void> stop() {
        stopped = true;
        return Future.succeededFuture();
    }

    @Override
    public void crash() {
        stopped = true;
    }

    private void push() {
        if (stopped) {
            return;
        }
        List<StoredMessage> batch =
                disk.notifyQueue.stream().limit(rules.batch()).toList();
        if (batch.isEmpty()) {
            atNextTick();
            return;
        }
        tally.tried(batch);
        calls.once(WebhookClient.NOTIFY, GoJson.encode(bodies.notification(batch)))
                .onComplete(sent -> {
                    if (stopped) {
                        return;
                    }
                    if (sent.succeeded()) {
                        tally.acknowledge(batch);
                        remove(batch);
                        atNextTick();
                    } else {
                        remove(exhausted(batch));
                        time.after(rules.pause(), this::push);
                    }
                });
    }

    private List<StoredMessage> exhausted(List<StoredMessage> batch) {
        List<StoredMessage> exhausted = new ArrayList<>();
        for (StoredMessage message : batch) {
            if (failures.merge(message.messageId(), 1, Integer::sum) >= rules.notifyTries()) {
                exhausted.add(message);
                tally.drop(message);
            }
        }
        return exhausted;
    }

    private void remove(List<StoredMessage> batch) {
        Set<Long> ids = batch.stream().map(StoredMessage::messageId).collect(Collectors.toSet());
        disk.notifyQueue.removeIf(message -> ids.contains(message.messageId()));
        failures.keySet().removeAll(ids);
    }

    /** The queue is looked at every half second; a request that took longer finds the tick already there. */
    private void atNextTick() {
        long now = System.currentTimeMillis();
        long interval = time.millis(DeliveryRules.BATCH_INTERVAL);
        long wait = Math.max(1, Math.min(interval, lastTick + interval - now));
        time.vertx().setTimer(wait, id -> {
            lastTick = System.currentTimeMillis();
            push();
        });
    }
}
