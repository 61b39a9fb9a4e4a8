package io.wkgate.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.EventSender;
import java.net.ConnectException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many events of a few messages each, on a few connections at once. Each connection has a group of its own, and posts
 * its next event when the last one was acknowledged: one that failed is posted again, as upstream does, for as long as it
 * takes. With several gateways each post goes to the next one.
 */
final class EventTraffic {

    private static final long PAUSE_MILLIS = 50;

    private final EventSender sender;
    private final Sent sent;
    private final List<URI> webhooks;
    private final int total;
    private final int messages;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong posts = new AtomicLong();
    private final List<Promise<Void>> ends = new ArrayList<>();

    private EventTraffic(EventSender sender, Sent sent, List<URI> webhooks, int total, int messages) {
        this.sender = sender;
        this.sent = sent;
        this.webhooks = webhooks;
        this.total = total;
        this.messages = messages;
    }

    /** Begins to post events of one message. */
    static EventTraffic start(EventSender sender, Sent sent, List<URI> webhooks, int total, int connections) {
        return start(sender, sent, webhooks, total, connections, 1);
    }

    static EventTraffic start(
            EventSender sender, Sent sent, List<URI> webhooks, int total, int connections, int messages) {
        EventTraffic traffic = new EventTraffic(sender, sent, webhooks, total, messages);
        for (int connection = 0; connection < connections; connection++) {
            Promise<Void> end = Promise.promise();
            traffic.ends.add(end);
            traffic.postNext("g" + connection, end);
        }
        return traffic;
    }

    private void postNext(String group, Promise<Void> end) {
        long number = next.getAndIncrement();
        if (number >= total) {
            end.complete();
            return;
        }
        List<Item> items = new ArrayList<>();
        JsonObject[] entries = new JsonObject[messages];
        for (int i = 0; i < messages; i++) {
            long id = EventBodies.FIRST_ID + number * messages + i;
            items.add(Item.message(id, group));
            entries[i] = EventBodies.message(id).put("channel_id", group);
        }
        sent.tries(items);
        post(items, EventBodies.notifyOf(entries), () -> postNext(group, end));
    }

    private void post(List<Item> items, byte[] body, Runnable acknowledged) {
        URI webhook = webhooks.get((int) (posts.getAndIncrement() % webhooks.size()));
        sender.post(webhook, body).onComplete(answer -> {
            if (!(answer.cause() instanceof ConnectException)) {
                sent.posted(items);
            }
            if (answer.succeeded() && answer.result() == 200) {
                sent.acknowledged(items);
                acknowledged.run();
            } else {
                sender.vertx().setTimer(PAUSE_MILLIS, passed -> post(items, body, acknowledged));
            }
        });
    }

    /** Returns when every event was acknowledged. */
    void awaitEnd() {
        Future.all(ends.stream().map(Promise::future).toList()).await();
    }
}
