package io.wkgate.doctor;

import io.vertx.core.Vertx;
import io.wkgate.config.UpstreamSettings;
import io.wkgate.upstream.Capability;
import io.wkgate.upstream.Probe;
import io.wkgate.upstream.ProbeResult;
import io.wkgate.upstream.UpstreamClient;
import io.wkgate.upstream.UpstreamNode;
import io.wkgate.upstream.UpstreamReport;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** WuKongIM: whether each node can be reached, which it is, whether it takes the token, and what time it has. */
final class UpstreamCheck implements Check {

    private static final Duration TRY = Duration.ofSeconds(4);
    private static final Duration PROBE = Duration.ofSeconds(15);

    private final Vertx vertx;
    private final UpstreamSettings settings;
    private final Clock clock;

    UpstreamCheck(Vertx vertx, UpstreamSettings settings, Clock clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String area() {
        return "upstream";
    }

    @Override
    public List<Finding> look() {
        if (settings.urls().isEmpty()) {
            return List.of(Finding.warning(
                    "upstream.not-configured",
                    "upstream.urls is not set: wkgate stores and hands on what comes, and calls nobody.",
                    "Without it nothing can be revoked, and no missing message can be pulled back.",
                    "Set upstream.urls (WKGATE_UPSTREAM_URLS) to the address of WuKongIM's HTTP API, such as"
                            + " http://wukongim:5001; several nodes: all of them."));
        }
        List<Finding> findings = new ArrayList<>();
        List<UpstreamReport> known = new ArrayList<>();
        try (UpstreamClient client = client()) {
            Probe probe = new Probe(client, clock);
            for (UpstreamNode node : client.nodes()) {
                Reach reach = Reach.of(URI.create(node.url().base()));
                if (reach != Reach.CONNECTED) {
                    findings.add(NodeFindings.away(node, reach));
                    continue;
                }
                ProbeResult result = Waiting.on(probe.probe(node), PROBE);
                findings.addAll(NodeFindings.of(result, settings.token().isPresent()));
                if (result instanceof ProbeResult.Recognised recognised) {
                    known.add(recognised.report());
                }
                findings.add(UpstreamClock.compare(node, clock, TRY));
            }
        }
        differing(known).ifPresent(findings::add);
        findings.addAll(new ManagerFindings(vertx, settings).look(speaksOfThree(known)));
        return findings;
    }

    private UpstreamClient client() {
        return new UpstreamClient(
                vertx,
                new UpstreamSettings(
                        settings.urls(),
                        settings.token(),
                        settings.timeout().compareTo(TRY) < 0 ? settings.timeout() : TRY,
                        settings.probeInterval(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static boolean speaksOfThree(List<UpstreamReport> known) {
        return known.stream().anyMatch(report -> report.dialect().has(Capability.READS_AS_MEMBER));
    }

    private static Optional<Finding> differing(List<UpstreamReport> known) {
        List<String> different = known.stream()
                .map(report -> report.line() + ", version " + report.version())
                .distinct()
                .toList();
        if (different.size() < 2) {
            return Optional.empty();
        }
        String each = known.stream()
                .map(report -> "node " + report.node() + " is " + report.line() + ", version " + report.version())
                .collect(Collectors.joining("; "));
        return Optional.of(Finding.warning(
                "upstream.nodes-differ",
                "The nodes are not the same WuKongIM: " + each + ".",
                "In the middle of a rolling upgrade that is as it should be: wkgate speaks to each node as it wants. For"
                        + " longer, a cluster of different versions is nothing that WuKongIM promises.",
                "Finish the upgrade, or take a node that is not of this cluster out of upstream.urls."));
    }
}
