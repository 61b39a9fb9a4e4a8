package io.wkgate.upstream;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which WuKongIM each configured node is, by asking at the start and on a schedule; nodes may differ. A node that is
 * away, or refuses the token, keeps the dialect it had. What changes is logged once. Thread-safe.
 */
public final class UpstreamWatch {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamWatch.class);

    private final Vertx vertx;
    private final List<UpstreamNode> nodes;
    private final Probe probe;
    private final Duration interval;
    private final UpstreamMetrics metrics;
    private final Map<UpstreamNode, NodeStatus> statuses = new ConcurrentHashMap<>();
    private final Map<UpstreamNode, Future<NodeStatus>> asking = new ConcurrentHashMap<>();
    private final List<NodeListener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    public UpstreamWatch(
            Vertx vertx, List<UpstreamNode> nodes, Probe probe, Duration interval, MeterRegistry registry) {
        this.vertx = vertx;
        this.nodes = nodes;
        this.probe = probe;
        this.interval = interval;
        for (UpstreamNode node : nodes) {
            statuses.put(node, NodeStatus.unknown(node));
        }
        metrics = new UpstreamMetrics(registry, nodes, this::status);
    }

    /** Begins to ask, and does not wait for the answers. */
    public void start() {
        if (!nodes.isEmpty()) {
            vertx.runOnContext(begin -> round());
        }
    }

    /** Asks no more; what is on its way is not noted. */
    public void stop() {
        stopped = true;
    }

    /** Has somebody told what every probe comes to. */
    public void listen(NodeListener listener) {
        listeners.add(listener);
    }

    /** Every configured node, in the order of the setting. */
    public List<NodeStatus> statuses() {
        return nodes.stream().map(this::status).toList();
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
        probe.probe(node).onComplete(asked -> {
            if (asked.succeeded()) {
                note(asked.result());
            }
            asking.remove(node);
            promise.complete(status(node));
        });
        return promise.future();
    }

    private void round() {
        List<Future<NodeStatus>> asked = nodes.stream().map(this::probeNow).toList();
        Future.join(asked).onComplete(done -> {
            if (!stopped) {
                vertx.setTimer(interval.toMillis(), tick -> round());
            }
        });
    }

    private void note(ProbeResult result) {
        if (stopped) {
            return;
        }
        NodeStatus before = status(result.node());
        NodeStatus after = before.after(result);
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
        if (before.known().isEmpty()) {
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
