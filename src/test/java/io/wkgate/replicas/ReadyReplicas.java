package io.wkgate.replicas;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.wkgate.testing.GatewayProcess;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Which replicas are ready, found out as Kubernetes' probes do, only more often. Thread-safe. */
final class ReadyReplicas implements AutoCloseable {

    private static final long PERIOD_MILLIS = 200;
    private static final long ANSWER_MILLIS = 1000;

    private final Vertx vertx;
    private final long timer;
    private final HttpClient client;
    private final List<GatewayProcess> replicas = new CopyOnWriteArrayList<>();
    private final Map<GatewayProcess, Boolean> ready = new ConcurrentHashMap<>();
    private final Set<GatewayProcess> asking = ConcurrentHashMap.newKeySet();

    ReadyReplicas(Vertx vertx) {
        this.vertx = vertx;
        client = vertx.createHttpClient();
        timer = vertx.setPeriodic(PERIOD_MILLIS, tick -> replicas.forEach(this::ask));
    }

    void add(GatewayProcess replica) {
        replicas.add(replica);
    }

    /** The process is gone for good, and its address too. */
    void remove(GatewayProcess replica) {
        replicas.remove(replica);
        ready.remove(replica);
    }

    boolean isReady(GatewayProcess replica) {
        return ready.getOrDefault(replica, false);
    }

    /** Those that get new connections. */
    List<GatewayProcess> all() {
        return replicas.stream().filter(this::isReady).toList();
    }

    private void ask(GatewayProcess replica) {
        if (asking.add(replica)) {
            probe(replica).onComplete(answer -> {
                asking.remove(replica);
                ready.put(replica, answer.succeeded() && answer.result() == 200);
            });
        }
    }

    private Future<Integer> probe(GatewayProcess replica) {
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(replica.ops("/health/ready").toString()))
                .compose(request -> request.send()
                        .map(response -> response.statusCode())
                        .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                        .onFailure(failure -> request.reset()));
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }
}
