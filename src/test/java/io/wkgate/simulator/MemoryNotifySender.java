package io.wkgate.simulator;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * msg.notify of v3: up to 16 requests at once over a queue of 1024 messages in memory; what finds it full is dropped
 * without a try. A message waits up to half a second for one neighbour, so a trickle
 * comes in batches of two; only while all workers are busy do batches grow, to 100. A batch is tried three times back to back and then dropped.
 */
final class MemoryNotifySender implements NotifySender {
    private final DeliveryRules rules;
    private final Calls calls;
    private final Bodies bodies;
    private final ScaledTime time;
    private final Tally tally;
    private final Deque<StoredMessage> queue = new ArrayDeque<>();
    private final Set<List<StoredMessage>> batches = new HashSet<>();
    private final Promise<Void> drained = Promise.promise();
    private boolean collecting;
    private long collectingUntil;
    private boolean stopped;
    private boolean crashed;

    MemoryNotifySender(DeliveryRules rules, Calls calls, Bodies bodies, ScaledTime time, Tally tally) {
        this.rules = rules;
        this.calls = calls;
        this.bodies = bodies;
        this.time = time;
        this.tally = tally;
    }

    @Override
    public void start() {
        // Nothing to look at before the first message: the queue is empty after every start.
    }

    @Override
    public void offer(StoredMessage message) {
        if (stopped || queue.size() >= DeliveryRules.MEMORY_QUEUE) {
            tally.drop(message);
            return;
        }
        queue.add(message);
        if (queue.size() > 1) {
            sendWhatWaits();
        } else if (!collecting) {
            collecting = true;
            collectingUntil = time.after(DeliveryRules.BATCH_INTERVAL, this::sendWhatWaits);
        }
    }

    /** v3 drains what it has accepted. */
    @Override
    public Future<Void> stop() {
        stopped = true;
        sendWhatWaits();
        finishWhenDrained();
        return drained.future();
    }

    @Override
    public void crash() {
        stopped = true;
        crashed = true;
        queue.forEach(tally::drop);
        batches.forEach(batch -> batch.forEach(tally::drop));
        queue.clear();
    }

    private void sendWhatWaits() {
        if (collecting) {
            collecting = false;
            time.cancel(collectingUntil);
        }
        while (!queue.isEmpty() && batches.size() < DeliveryRules.MEMORY_WORKERS) {
            List<StoredMessage> batch = new ArrayList<>();
            while (!queue.isEmpty() && batch.size() < rules.batch()) {
                batch.add(queue.poll());
            }
            send(List.copyOf(batch));
        }
    }

    private void send(List<StoredMessage> batch) {
        batches.add(batch);
        attempt(batch, rules.notifyTries()).onComplete(sent -> {
            if (crashed) {
                return;
            }
            batches.remove(batch);
            if (sent.failed()) {
                batch.forEach(tally::drop);
            }
            sendWhatWaits();
            finishWhenDrained();
        });
    }

    private Future<Void> attempt(List<StoredMessage> batch, int triesLeft) {
        if (crashed) {
            return Future.failedFuture("crashed");
        }
        tally.tried(batch);
        Future<Void> sent = calls.once(WebhookClient.NOTIFY, GoJson.encode(bodies.notification(batch)))
                .onSuccess(done -> tally.acknowledge(batch));
        return triesLeft <= 1 ? sent : sent.recover(failure -> attempt(batch, triesLeft - 1));
    }

    private void finishWhenDrained() {
        if (stopped && queue.isEmpty() && batches.isEmpty()) {
            drained.tryComplete();
        }
    }
}
