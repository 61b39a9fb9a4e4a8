package io.wkgate.upstream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What operators see of upstream's nodes. Thread-safe. */
final class UpstreamMetrics {

    private final MeterRegistry registry;
    private final Counter dialectChanges;
    private final Counter versionChanges;
    private final Map<UpstreamNode, Meter> versions = new ConcurrentHashMap<>();

    UpstreamMetrics(MeterRegistry registry, List<UpstreamNode> nodes, Function<UpstreamNode, NodeStatus> status) {
        this.registry = registry;
        dialectChanges = Counter.builder("wkgate.upstream.dialect.changes")
                .description(
                        "How often a node was found to be a WuKongIM of another line than before. Worry when you did"
                                + " not upgrade it")
                .baseUnit("changes")
                .register(registry);
        versionChanges = Counter.builder("wkgate.upstream.version.changes")
                .description(
                        "How often a node was found to be another version than before. Worry when you did not upgrade"
                                + " it")
                .baseUnit("changes")
                .register(registry);
        for (UpstreamNode node : nodes) {
            Gauge.builder("wkgate.upstream.reachable", () -> status.apply(node).reachable() ? 1 : 0)
                    .description("1 if the node answered the last probe, be it with 401; else 0. Worry when it stays 0:"
                            + " nothing is revoked or repaired there")
                    .baseUnit("0 or 1")
                    .tags(tags(node))
                    .register(registry);
            for (NodeStatus.State state : NodeStatus.State.values()) {
                Gauge.builder("wkgate.upstream.state", () -> status.apply(node).state() == state ? 1 : 0)
                        .description(
                                "1 for what the last probe of the node came to, 0 for the others. Worry about each but"
                                        + " known that stays 1: the token, the address, or the node")
                        .baseUnit("0 or 1")
                        .tags(tags(node).and("state", state.name().toLowerCase(Locale.ROOT)))
                        .register(registry);
            }
        }
    }

    private static Tags tags(UpstreamNode node) {
        return Tags.of("node", Integer.toString(node.number()), "host", node.host());
    }

    /** A node is spoken to in another way than before. */
    void dialectChanged() {
        dialectChanges.increment();
    }

    /**
     * A node's line or version is known now.
     *
     * @param other whether it was another one before
     */
    void version(UpstreamReport report, boolean other) {
        if (other) {
            versionChanges.increment();
        }
        versions.compute(report.node(), (node, before) -> {
            if (before != null) {
                registry.remove(before);
            }
            return Gauge.builder("wkgate.upstream.version", () -> 1)
                    .description("1, with the line and the version that the node was last known to be")
                    .baseUnit("1")
                    .tags(tags(node).and("line", report.line(), "version", report.version()))
                    .register(registry);
        });
    }
}
