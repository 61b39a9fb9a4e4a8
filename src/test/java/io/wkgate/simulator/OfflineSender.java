package io.wkgate.simulator;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * msg.offline: one request per message, many at once. v1.2.6 drops what exceeds its 1024 workers, v2 lets it wait; v3 has
 * 16 workers over a bounded queue.
 */
final class OfflineSender {
    private final DeliveryRules rules;
    private final Calls calls;
    private final Tally tally;
    private final int waitingLimit;
    private final Deque<Buffer> waiting = new ArrayDeque<>();
    private int onTheWay;
    private boolean stopped;

    OfflineSender(DeliveryRules rules, Calls calls, Tally tally) {
        this.rules = rules;
        this.calls = calls;
        this.tally = tally;
        this.waitingLimit = waitingLimit(rules);
    }

    void offer(Buffer body) {
        if (stopped) {
            return;
        }
        if (onTheWay < rules.eventsAtOnce()) {
            send(body);
        } else if (waiting.size() < waitingLimit) {
            waiting.add(body);
        } else {
            tally.dropOffline();
        }
    }

    /** Nothing of it is ever kept: what waits is lost at a stop as in a crash. */
    void stop() {
        stopped = true;
        waiting.forEach(body -> tally.dropOffline());
        waiting.clear();
    }

    private void send(Buffer body) {
        onTheWay++;
        calls.upTo(rules.offlineTries(), WebhookClient.OFFLINE, body).onComplete(sent -> {
            onTheWay--;
            if (sent.failed()) {
                tally.dropOffline();
            }
            Buffer next = waiting.poll();
            if (next != null) {
                send(next);
            }
        });
    }

    private static int waitingLimit(DeliveryRules rules) {
        if (rules.queue() == DeliveryRules.NotifyQueue.MEMORY) {
            return DeliveryRules.MEMORY_QUEUE;
        }
        return rules.dropsOfflineBeyond() ? 0 : Integer.MAX_VALUE;
    }
}
