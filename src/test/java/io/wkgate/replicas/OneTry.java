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
import io.vertx.core.json.JsonArray;
import io.wkgate.delivery.Item;
import io.wkgate.delivery.Sent;
import io.wkgate.testing.EventBodies;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The msg.offline of a WuKongIM, for each of which it has one try, over connections that it keeps open and busy. What is not
 * answered with 200 within 5 s is lost, for a POST whose connection broke is not sent again.
 */
final class OneTry {

    private static final int CONNECTIONS = 6;
    private static final long ANSWER_MILLIS = 5000;
    private static final long PAUSE_MILLIS = 20;

    /** Far from those of the messages that nodes send. */
    private static final long FIRST_ID = EventBodies.FIRST_ID - 1_000_000_000;

    private final Vertx vertx;
    private final String webhook;
    private final Sent sent;
    private final AtomicLong ids = new AtomicLong(FIRST_ID);
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final List<Promise<Void>> ends = new ArrayList<>();
    private volatile boolean ending;

    OneTry(Vertx vertx, String webhook, Sent sent) {
        this.vertx = vertx;
        this.webhook = webhook;
        this.sent = sent;
    }

    void start() {
        for (int i = 0; i < CONNECTIONS; i++) {
            HttpClient client = vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(1));
            Promise<Void> end = Promise.promise();
            ends.add(end);
            vertx.getOrCreateContext().runOnContext(now -> next(client, end));
        }
    }

    /** Sends no more; returns why each that was lost was lost. */
    List<String> end() {
        ending = true;
        Future.all(ends.stream().map(Promise::future).toList()).await();
        System.out.println("msg.offline with one try each: " + (ids.get() - FIRST_ID) + ", lost: " + lost.size());
        return List.copyOf(lost);
    }

    private void next(HttpClient client, Promise<Void> end) {
        if (ending) {
            end.complete();
            return;
        }
        long id = ids.getAndIncrement();
        List<Item> items = List.of(new Item("msg.offline", Long.toString(id), ""));
        sent.tries(items);
        post(
                        client,
                        EventBodies.message(id)
                                .put("to_uids", new JsonArray().add("u2"))
                                .toBuffer())
                .onComplete(answer -> {
                    if (answer.succeeded() && answer.result() == 200) {
                        sent.acknowledged(items);
                    } else {
                        lost.add(answer.toString());
                    }
                    vertx.setTimer(PAUSE_MILLIS, passed -> next(client, end));
                });
    }

    private Future<Integer> post(HttpClient client, Buffer body) {
        return client.request(
                        new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(webhook + "?event=msg.offline"))
                .compose(request -> request.send(body)
                        .compose(response -> response.body().map(read -> response.statusCode()))
                        .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                        .onFailure(failure -> request.reset()));
    }
}
