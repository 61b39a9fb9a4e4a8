package io.wkgate.simulator;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * msg.offline of v1 and v2: one try and one request per message, many at once. v1.2.6 drops what exceeds its 1024
 * workers, v2 lets it wait.
 */
final class PooledOfflineSender implements OfflineSender {
    private final DeliveryRules rules;
    private final Calls calls;
    private final Tally tally;
    private final int waitingLimit;
    private final Deque<Buffer> waiting = new ArrayDeque<>();
    private int onTheWay;
    private boolean stopped;

    PooledOfflineSender(DeliveryRules rules, Calls calls, Tally tally) {
        this.rules = rules;
        this.calls = calls;
        this.tally = tally;
        this.waitingLimit = rules.dropsOfflineBeyond() ? 0 : Integer.MAX_VALUE;
    }

    @Override
    public void offer(String channelId, Buffer body) {
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

    @Override
    public void stop() {
        stopped = true;
        waiting.forEach(body -> tally.dropOffline());
        waiting.clear();
    }

    private void send(Buffer body) {
        onTheWay++;
        calls.once(WebhookClient.OFFLINE, body).onComplete(sent -> {
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
}
