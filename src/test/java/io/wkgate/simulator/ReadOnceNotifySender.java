package io.wkgate.simulator;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * msg.notify of v2.2.5: one request at a time. Reading from the queue on disk takes a message away from there, so a
 * crash loses what was read. A batch that fails may take newer messages along, one beyond 100 at each try: 104 at most.
 */
final class ReadOnceNotifySender implements NotifySender {
    /** After a crash: this many of the first messages are never sent, and the next ones wait for newer traffic. */
    private static final int LOST_AFTER_CRASH = 10;

    private static final int STUCK_AFTER_CRASH = 20;

    private final Disk disk;
    private final DeliveryRules rules;
    private final Calls calls;
    private final Bodies bodies;
    private final ScaledTime time;
    private final Tally tally;
    private final Map<Long, Integer> failures = new HashMap<>();
    private final List<StoredMessage> cache = new ArrayList<>();
    private final List<StoredMessage> stuck = new ArrayList<>();

    /** Falls the same way in every run, the first time for the newer message. */
    private final Random coin = new Random(0);

    private List<StoredMessage> inFlight = List.of();
    private Future<Void> underWay = Future.succeededFuture();
    private int sinceCrash;
    private boolean sending;
    private boolean stopped;

    ReadOnceNotifySender(Disk disk, DeliveryRules rules, Calls calls, Bodies bodies, ScaledTime time, Tally tally) {
        this.disk = disk;
        this.rules = rules;
        this.calls = calls;
        this.bodies = bodies;
        this.time = time;
        this.tally = tally;
    }

    @Override
    public void start() {
        tick();
    }

    @Override
    public void offer(StoredMessage message) {
        if (disk.queueDamaged && sinceCrash < LOST_AFTER_CRASH + STUCK_AFTER_CRASH) {
            sinceCrash++;
            if (sinceCrash <= LOST_AFTER_CRASH) {
                tally.drop(message);
            } else {
                stuck.add(message);
            }
            return;
        }
        disk.notifyQueue.add(message);
        disk.notifyQueue.addAll(stuck);
        stuck.clear();
        disk.queueDamaged = false;
        readAndPush(false);
    }

    /** What is under way ends, and what was read is sent once more on the way out; what still is on disk waits there. */
    @Override
    public Future<Void> stop() {
        stopped = true;
        List<StoredMessage> last = List.copyOf(cache);
        cache.clear();
        return underWay.otherwiseEmpty()
                .compose(ended -> last.isEmpty() ? Future.succeededFuture() : send(last))
                .otherwiseEmpty();
    }

    @Override
    public void crash() {
        stopped = true;
        // A real one that had nothing to send when it was killed sent everything afterwards
        // (docs/who-received-what.md).
        disk.queueDamaged = !cache.isEmpty() || !inFlight.isEmpty() || !disk.notifyQueue.isEmpty();
        cache.forEach(tally::drop);
        inFlight.forEach(tally::drop);
        stuck.forEach(tally::drop);
    }

    private void tick() {
        if (stopped) {
            return;
        }
        readAndPush(true);
        time.after(DeliveryRules.BATCH_INTERVAL, this::tick);
    }

    private void readAndPush(boolean ticked) {
        if (stopped || sending) {
            return;
        }
        while (!disk.notifyQueue.isEmpty() && cache.size() < rules.batch()) {
            cache.add(disk.notifyQueue.poll());
        }
        if (cache.size() >= rules.batch() || ticked && !cache.isEmpty()) {
            push();
        }
    }

    private void push() {
        List<StoredMessage> batch = List.copyOf(cache);
        cache.clear();
        sending = true;
        inFlight = batch;
        underWay = send(batch);
        underWay.onComplete(sent -> {
            inFlight = List.of();
            if (stopped) {
                return;
            }
            if (sent.succeeded()) {
                batch.forEach(message -> failures.remove(message.messageId()));
                sending = false;
                readAndPush(false);
                return;
            }
            cache.addAll(0, worthAnotherTry(batch));
            time.after(cache.isEmpty() ? Duration.ZERO : rules.pause(), () -> {
                sending = false;
                tryAgain();
            });
        });
    }

    /**
     * After a pause Go chooses at random between the tick that has passed and the next message on disk, so a batch that
     * failed takes some newer ones along or none (measured: 21, 24, 25, 26, 26 and 100, 100, 100, 100, 101).
     */
    private void tryAgain() {
        if (stopped || sending) {
            return;
        }
        boolean full = false;
        while (!full && !disk.notifyQueue.isEmpty() && coin.nextBoolean()) {
            cache.add(disk.notifyQueue.poll());
            full = cache.size() >= rules.batch();
        }
        if (!cache.isEmpty()) {
            push();
        }
    }

    private Future<Void> send(List<StoredMessage> batch) {
        tally.tried(batch);
        return calls.once(WebhookClient.NOTIFY, GoJson.encode(bodies.notification(batch)))
                .onSuccess(sent -> tally.acknowledge(batch));
    }

    private List<StoredMessage> worthAnotherTry(List<StoredMessage> batch) {
        List<StoredMessage> again = new ArrayList<>();
        for (StoredMessage message : batch) {
            if (failures.merge(message.messageId(), 1, Integer::sum) < rules.notifyTries()) {
                again.add(message);
            } else {
                failures.remove(message.messageId());
                tally.drop(message);
            }
        }
        return again;
    }
}
