package io.wkgate.replicas;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.wkgate.delivery.Item;
import io.wkgate.delivery.Sent;
import io.wkgate.testing.EventBodies;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The webhook of one node of WuKongIM 1.2 or 2.0: one msg.notify at a time, over a connection that it keeps open, a hundred
 * messages of its channels in it or a single one. What is not answered with 200 within 5 s is sent again after a second,
 * up to five tries; then its messages are dropped for good.
 */
final class UpstreamNode {

    private static final int TRIES = 5;
    private static final long ANSWER_MILLIS = 5000;
    private static final long PAUSE_MILLIS = 1000;
    private static final long INTERVAL_MILLIS = 300;
    private static final int BATCH = 100;
    private static final int CHANNELS = 4;

    private final Vertx vertx;
    private final int number;
    private final String webhook;
    private final Sent sent;
    private final AtomicLong ids;
    private final HttpClient client;
    private final long[] numbers = new long[CHANNELS];
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong toldAgain = new AtomicLong();
    private final Promise<Void> ended = Promise.promise();
    private boolean single;
    private volatile boolean ending;

    private record Body(List<Item> items, Buffer bytes) {}

    /** @param ids where the next message's id comes from */
    UpstreamNode(Vertx vertx, int number, String webhook, Sent sent, AtomicLong ids) {
        this.vertx = vertx;
        this.number = number;
        this.webhook = webhook;
        this.sent = sent;
        this.ids = ids;
        client = vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(1));
    }

    void start() {
        vertx.getOrCreateContext().runOnContext(now -> next());
    }

    /** Sends no further body; succeeds when the last one was acknowledged or dropped. */
    Future<Void> end() {
        ending = true;
        return ended.future();
    }

    /** How many messages it has begun to send. */
    long messages() {
        return messages.get();
    }

    /** How many of them it gave up. */
    long dropped() {
        return dropped.get();
    }

    /** How many of them it sent more than once, each time counted. */
    long toldAgain() {
        return toldAgain.get();
    }

    private void next() {
        if (ending) {
            ended.complete();
            return;
        }
        single = !single;
        send(body(single ? 1 : BATCH), 1);
    }

    private Body body(int size) {
        List<Item> items = new ArrayList<>();
        JsonObject[] entries = new JsonObject[size];
        for (int i = 0; i < size; i++) {
            long id = ids.getAndIncrement();
            int channel = (int) (id % CHANNELS);
            String name = "n" + number + "-g" + channel;
            items.add(Item.message(id, name));
            entries[i] = EventBodies.message(id).put("channel_id", name).put("message_seq", ++numbers[channel]);
        }
        messages.addAndGet(size);
        sent.tries(items);
        return new Body(items, Buffer.buffer(EventBodies.notifyOf(entries)));
    }

    private void send(Body body, int attempt) {
        post(body.bytes()).onComplete(answer -> {
            if (answer.succeeded() && answer.result() == 200) {
                sent.acknowledged(body.items());
                vertx.setTimer(INTERVAL_MILLIS, passed -> next());
            } else if (attempt < TRIES) {
                toldAgain.addAndGet(body.items().size());
                vertx.setTimer(PAUSE_MILLIS, passed -> send(body, attempt + 1));
            } else {
                dropped.addAndGet(body.items().size());
                System.out.println("dropped by a node after " + TRIES + " tries: " + answer);
                next();
            }
        });
    }

    private Future<Integer> post(Buffer body) {
        return client.request(
                        new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(webhook + "?event=msg.notify"))
                .compose(request -> request.send(body)
                        .compose(response -> response.body().map(read -> response.statusCode()))
                        .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                        // Else it would stay in the way of the next one.
                        .onFailure(failure -> request.reset()));
    }
}
