package io.wkgate.delivery;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.wkgate.testing.EndOf;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A destination that keeps account of what it got, and behaves as a test tells it to. Its methods are thread-safe. */
public final class BusinessServer implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final String name;
    private final HttpServer server;
    private final Map<String, Set<String>> webhookIds = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> timesKept = new ConcurrentHashMap<>();
    private final List<Delivered> requests = new CopyOnWriteArrayList<>();
    private final ChannelOrder order = new ChannelOrder();
    private final ChannelOrder firstTimes = new ChannelOrder();
    private final AtomicLong requestCount = new AtomicLong();
    private final boolean remembers;
    private volatile Function<Delivered, Manner> manners = request -> Manner.WELL;

    private BusinessServer(String name, boolean remembers) {
        this.name = name;
        this.remembers = remembers;
        this.server = vertx.createHttpServer()
                .requestHandler(this::receive)
                .listen(0, "127.0.0.1")
                .await();
    }

    /** Starts one that remembers every request. */
    public static BusinessServer start(String name) {
        return new BusinessServer(name, true);
    }

    /** Starts one that only counts, for tens of thousands of requests. */
    public static BusinessServer startCounting(String name) {
        return new BusinessServer(name, false);
    }

    String name() {
        return name;
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/v2/webhook";
    }

    public void behave(Manner manner) {
        manners = request -> manner;
    }

    /** @param manners called on an event loop, one request at a time */
    void behave(Function<Delivered, Manner> manners) {
        this.manners = manners;
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> answer(request, body));
    }

    private void answer(HttpServerRequest request, Buffer body) {
        String event = request.getParam("event", "");
        List<Item> items = Item.of(event, body);
        requestCount.incrementAndGet();
        Manner manner = manners.apply(new Delivered(event, request.headers(), body, items, false));
        Delivered delivered = new Delivered(event, request.headers(), body, items, manner.keeps());
        if (remembers) {
            requests.add(delivered);
        }
        if (manner.keeps()) {
            keep(delivered);
        }
        if (manner.pause().isZero()) {
            end(request, manner);
        } else {
            vertx.setTimer(manner.pause().toMillis(), passed -> end(request, manner));
        }
    }

    private void keep(Delivered delivered) {
        timesKept
                .computeIfAbsent(delivered.webhookId(), id -> new AtomicInteger())
                .incrementAndGet();
        order.keep(delivered.items());
        firstTimes.keep(delivered.items().stream()
                .filter(item -> !webhookIds.containsKey(item.key()))
                .toList());
        for (Item item : delivered.items()) {
            webhookIds
                    .computeIfAbsent(item.key(), key -> ConcurrentHashMap.newKeySet())
                    .add(delivered.webhookId());
        }
    }

    private static void end(HttpServerRequest request, Manner manner) {
        HttpServerResponse response = request.response().setStatusCode(manner.status() == 0 ? 200 : manner.status());
        manner.headers().forEach(response::putHeader);
        switch (manner.ending()) {
            case ANSWERS -> response.end("as told");
            case NEVER_ANSWERS -> {
                // Whoever waits has to give up.
            }
            case CLOSES_BEFORE_ITS_ANSWER -> request.connection().close();
            case CLOSES_IN_ITS_ANSWER ->
                response.putHeader("Content-Length", "100")
                        .write("half of")
                        .onComplete(written -> request.connection().close());
        }
    }

    /** Whether it has all of these items, named by their keys. */
    public boolean has(Collection<String> keys) {
        return webhookIds.keySet().containsAll(keys);
    }

    /** The keys of the items that it has. */
    Set<String> received() {
        return new LinkedHashSet<>(webhookIds.keySet());
    }

    long duplicates() {
        return timesKept.values().stream().mapToLong(times -> times.get() - 1).sum();
    }

    long underSeveralIds() {
        return webhookIds.values().stream().filter(ids -> ids.size() > 1).count();
    }

    /** The webhook-ids under which it has the item of that key. */
    public Set<String> webhookIds(String key) {
        return Set.copyOf(webhookIds.getOrDefault(key, Set.of()));
    }

    /** In what order it got the messages of each channel. */
    ChannelOrder order() {
        return order;
    }

    /** The same without what it had already: upstream may tell an old message again when newer ones are through. */
    public ChannelOrder orderOfFirstTimes() {
        return firstTimes;
    }

    /** How many requests it got, whatever it did with them. */
    long requestCount() {
        return requestCount.get();
    }

    /** Every request, in the order of their arrival. */
    List<Delivered> requests() {
        return List.copyOf(requests);
    }

    public List<Delivered> requests(String event) {
        return requests.stream()
                .filter(request -> request.event().equals(event))
                .toList();
    }

    @Override
    public void close() {
        EndOf.vertx(vertx);
    }
}
