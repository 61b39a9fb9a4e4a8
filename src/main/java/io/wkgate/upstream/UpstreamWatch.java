package io.wkgate.upstream;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which WuKongIM each configured node is, by asking at the start and on a schedule, or by what another replica tells
 * that asked; nodes may differ. A node that is away, or refuses the token, keeps the dialect it had. What changes is logged
 * once. Thread-safe.
 */
public final class UpstreamWatch {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamWatch.class);

    private final List<UpstreamNode> nodes;
    private final Probe probe;
    private final ProbeExchange exchange;
    private final ProbeRounds rounds;
    private final UpstreamMetrics metrics;
    private final Map<UpstreamNode, NodeStatus> statuses = new ConcurrentHashMap<>();
    private final Map<UpstreamNode, Future<NodeStatus>> asking = new ConcurrentHashMap<>();
    private final List<NodeListener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    /** One that shares with nobody. */
    public UpstreamWatch(
            Vertx vertx, List<UpstreamNode> nodes, Probe probe, Duration interval, MeterRegistry registry) {
        this(vertx, nodes, probe, interval, registry, ProbeExchange.none());
    }

    /** @param interval how often each node is asked, by one of those who share */
    public UpstreamWatch(
            Vertx vertx,
            List<UpstreamNode> nodes,
            Probe probe,
            Duration interval,
            MeterRegistry registry,
            ProbeExchange exchange) {
        this.nodes = nodes;
        this.probe = probe;
        this.exchange = exchange;
        for (UpstreamNode node : nodes) {
            statuses.put(node, NodeStatus.unknown(node));
        }
        metrics = new UpstreamMetrics(registry, nodes, this::status);
        rounds = new ProbeRounds(vertx, this, exchange, interval);
    }

    /** Begins to ask, and does not wait for the answers. */
    public void start() {
        if (!nodes.isEmpty()) {
            rounds.start();
        }
    }

    /** Asks no more by itself, and lets another replica do that; succeeds when that one may. Never fails. */
    public Future<Void> drain() {
        return rounds.end();
    }

    /** Asks no more; what is on its way is not noted. */
    public void stop() {
        stopped = true;
        rounds.end();
    }

    /** Has somebody told what every probe comes to. */
    public void listen(NodeListener listener) {
        listeners.add(listener);
    }

    /** Every configured node, in the order of the setting. */
    public List<NodeStatus> statuses() {
        return nodes.stream().map(this::status).toList();
    }

    /** The configured ones, in the order of the setting. */
    List<UpstreamNode> nodes() {
        return nodes;
    }

    /** What is known of one of the configured nodes. */
    NodeStatus status(UpstreamNode node) {
        return Objects.requireNonNull(statuses.get(node));
    }

    /**
     * Asks a node at once, for what it answered does not fit what is known of it; who asks while it is being asked gets the
     * same answer.
     *
     * @return what is known then; never fails, and asks no more when stopped
     */
    public Future<NodeStatus> probeNow(UpstreamNode node) {
        if (stopped) {
            return Future.succeededFuture(status(node));
        }
        Promise<NodeStatus> promise = Promise.promise();
        Future<NodeStatus> already = asking.putIfAbsent(node, promise.future());
        if (already != null) {
            return already;
        }
        long begun = System.nanoTime();
        probe.probe(node).onComplete(asked -> {
            if (asked.succeeded() && !stopped) {
                ProbeResult result = asked.result();
                NodeStatus before = note(result, exchange.self());
                rounds.asked(before, result, begun);
            }
            asking.remove(node);
            promise.complete(status(node));
        });
        return promise.future();
    }

    /** Notes what another replica's probe came to, as if it were of one's own. */
    void hear(ProbeResult.Recognised result, UUID by) {
        note(result, Optional.of(by));
    }

    /** Takes what was known once of a node of which nothing is known. */
    synchronized void learn(UpstreamReport report) {
        NodeStatus before = status(report.node());
        if (before.known().isEmpty() && !stopped) {
            statuses.put(report.node(), before.learned(report));
            metrics.version(report, false);
            LOG.info(
                    "upstream {} was WuKongIM {}, version {}, when a replica asked it last",
                    report.node(),
                    report.line(),
                    report.version());
        }
    }

    /** @return what was known before */
    private synchronized NodeStatus note(ProbeResult result, Optional<UUID> by) {
        NodeStatus before = status(result.node());
        if (stopped) {
            return before;
        }
        NodeStatus after = before.after(result, by);
        statuses.put(result.node(), after);
        tell(before, after);
        if (result instanceof ProbeResult.Recognised recognised) {
            recognised(before, recognised);
        } else if (before.state() != after.state()) {
            LOG.warn(
                    "upstream {} {}{}",
                    result.node(),
                    result.description(),
                    after.known()
                            .map(report -> "; it is still spoken to as "
                                    + report.dialect().line())
                            .orElse(""));
        }
        return before;
    }

    private void tell(NodeStatus before, NodeStatus after) {
        for (NodeListener listener : listeners) {
            try {
                listener.probed(before, after);
            } catch (RuntimeException e) {
                LOG.warn("who wants to know of upstream's nodes failed", e);
            }
        }
    }

    private void recognised(NodeStatus before, ProbeResult.Recognised result) {
        UpstreamReport report = result.report();
        boolean same = before.known()
                .filter(known -> known.version().equals(report.version())
                        && known.line().equals(report.line())
                        && known.dialect().equals(report.dialect()))
                .isPresent();
        if (before.known().isEmpty() || (same && before.state() == NodeStatus.State.NOT_PROBED)) {
            LOG.info("upstream {} {}", report.node(), result.description());
        } else if (!same) {
            LOG.warn(
                    "upstream {} has changed: it {}; before it was {}, version {}",
                    report.node(),
                    result.description(),
                    before.known().get().line(),
                    before.known().get().version());
        } else if (before.state() != NodeStatus.State.KNOWN) {
            LOG.info("upstream {} answers again", report.node());
        }
        if (before.known()
                .filter(known -> !known.dialect().equals(report.dialect()))
                .isPresent()) {
            metrics.dialectChanged();
        }
        if (!same) {
            metrics.version(report, before.known().isPresent());
            report.warnings().forEach(warning -> LOG.warn("upstream {}: {}", report.node(), warning));
        }
    }
}
