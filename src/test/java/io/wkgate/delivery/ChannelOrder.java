package io.wkgate.delivery;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The order in which a receiver got messages, for senders that count ids up. */
public final class ChannelOrder {

    private final Map<String, Long> last = new ConcurrentHashMap<>();
    private final Queue<String> disorder = new ConcurrentLinkedQueue<>();
    private volatile long lastOfAll;
    private volatile boolean wholeOrder = true;

    synchronized void keep(List<Item> items) {
        for (Item item : items) {
            if (item.event().equals("msg.notify")) {
                long id = Long.parseLong(item.name());
                Long before = last.put(item.channel(), id);
                if (before != null && before > id) {
                    disorder.add("%s: %d after %d".formatted(item.channel(), id, before));
                }
                wholeOrder &= id >= lastOfAll;
                lastOfAll = id;
            }
        }
    }

    /** Every place where a message came after a newer one of its channel; the same one again is no disorder. */
    public List<String> disorder() {
        return List.copyOf(disorder);
    }

    /** Whether no message came after a newer one of any channel. */
    boolean whole() {
        return wholeOrder;
    }
}
