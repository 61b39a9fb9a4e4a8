package io.wkgate.simulator;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * msg.offline of v3: channels are spread over 256 shards, each of which sends one event at a time and keeps four
 * waiting; what comes on top is dropped without a try. Of 20 messages sent at once to one group with the answers held
 * for 2 s, five were told and fifteen dropped (measured). At most 16 shards send at the same time.
 */
final class ShardedOfflineSender implements OfflineSender {
    private static final int SHARDS = 256;
    private static final int WAITING_PER_SHARD = DeliveryRules.MEMORY_QUEUE / SHARDS;

    private final DeliveryRules rules;
    private final Calls calls;
    private final Tally tally;
    private final Map<Integer, Deque<Buffer>> waiting = new LinkedHashMap<>();
    private final boolean[] busy = new boolean[SHARDS];
    private int atWork;
    private boolean stopped;

    ShardedOfflineSender(DeliveryRules rules, Calls calls, Tally tally) {
        this.rules = rules;
        this.calls = calls;
        this.tally = tally;
    }

    @Override
    public void offer(String channelId, Buffer body) {
        if (stopped) {
            return;
        }
        int shard = Math.floorMod(channelId.hashCode(), SHARDS);
        Deque<Buffer> queue = waiting.computeIfAbsent(shard, key -> new ArrayDeque<>());
        if (queue.size() >= WAITING_PER_SHARD) {
            tally.dropOffline();
            return;
        }
        queue.add(body);
        work();
    }

    @Override
    public void stop() {
        stopped = true;
        waiting.values().forEach(queue -> queue.forEach(body -> tally.dropOffline()));
        waiting.clear();
    }

    private void work() {
        for (Map.Entry<Integer, Deque<Buffer>> shard : waiting.entrySet()) {
            if (atWork >= DeliveryRules.MEMORY_WORKERS) {
                return;
            }
            if (!busy[shard.getKey()] && !shard.getValue().isEmpty()) {
                send(shard.getKey(), shard.getValue().poll());
            }
        }
    }

    private void send(int shard, Buffer body) {
        busy[shard] = true;
        atWork++;
        calls.upTo(rules.offlineTries(), WebhookClient.OFFLINE, body).onComplete(sent -> {
            busy[shard] = false;
            atWork--;
            if (sent.failed()) {
                tally.dropOffline();
            }
            work();
        });
    }
}
