package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.UpstreamNode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * At most so many calls a second to each node, evenly, whoever asks first served first; fewer while the node's answers are
 * slow or fail, or while the database is slow. Thread-safe.
 */
final class NodePace implements Pace {

    private final Vertx vertx;
    private final Duration interval;
    private final Map<UpstreamNode, NodeTurns> nodes = new ConcurrentHashMap<>();
    private final LongSupplier clock;
    private final Slowness database;

    /** @param rate calls a second */
    NodePace(Vertx vertx, int rate) {
        this(vertx, rate, System::nanoTime);
    }

    /** @param clock by which a bad time is forgotten */
    NodePace(Vertx vertx, int rate, LongSupplier clock) {
        this.vertx = vertx;
        this.clock = clock;
        interval = Duration.ofSeconds(1).dividedBy(rate);
        database = new Slowness(clock);
    }

    @Override
    public Future<Void> turn(KnownNode node) {
        return turns(node).turn();
    }

    @Override
    public void took(KnownNode node, long nanos, boolean failed) {
        turns(node).took(nanos, failed);
    }

    /** How long the database took for what a call brought, and whether it failed: what nobody can store is not asked for. */
    void databaseTook(long nanos, boolean failed) {
        database.took(nanos, failed);
    }

    /** How long it waits between two calls now. */
    Duration interval(KnownNode node) {
        return Duration.ofNanos(turns(node).intervalNanos());
    }

    private NodeTurns turns(KnownNode node) {
        return nodes.computeIfAbsent(
                node.node(), first -> new NodeTurns(vertx, interval.toNanos(), database, new Slowness(clock)));
    }
}
