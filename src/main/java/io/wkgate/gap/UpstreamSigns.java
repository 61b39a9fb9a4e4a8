package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.NodeListener;
import io.wkgate.upstream.NodeStatus;
import io.wkgate.upstream.ProbeResult;
import io.wkgate.upstream.UpstreamLog;
import io.wkgate.upstream.UpstreamNode;
import io.wkgate.upstream.UpstreamReport;
import io.wkgate.upstream.Vitals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells from upstream's nodes when it may have lost something: one was not reachable, was restarted (v2.2.5 and v3 then
 * forget what they had not delivered) or became another version. Every replica sees that by itself, but that one was not
 * reachable for a short while: one replica asks for all. Thread-safe.
 */
final class UpstreamSigns implements NodeListener {

    /** So much the start may move, which is told to the second or reckoned from an uptime. */
    private static final Duration INEXACT = Duration.ofSeconds(5);

    private final Clock clock;
    private final LastSeen beginning;
    private final UpstreamLog log;
    private final UpstreamNodes nodes;
    private final Trouble trouble;
    private final Map<UpstreamNode, Instant> awaySince = new ConcurrentHashMap<>();
    private final Map<UpstreamNode, LastSeen> seen = new ConcurrentHashMap<>();

    private record LastSeen(Instant at, Optional<Instant> startedAt, OptionalLong messages) {}

    UpstreamSigns(Clock clock, UpstreamLog log, UpstreamNodes nodes, Trouble trouble) {
        this.clock = clock;
        // Who was started after this gateway was, was restarted, as far as anybody can tell.
        beginning = new LastSeen(clock.instant(), Optional.empty(), OptionalLong.empty());
        this.log = log;
        this.nodes = nodes;
        this.trouble = trouble;
    }

    @Override
    public void probed(NodeStatus before, NodeStatus after) {
        Instant now = clock.instant();
        UpstreamNode node = after.node();
        if (after.latest().filter(ProbeResult.Unreachable.class::isInstance).isPresent()) {
            awaySince.putIfAbsent(node, now);
        } else if (UpstreamNodes.answers(after)) {
            Instant away = awaySince.remove(node);
            if (away != null) {
                trouble.add(new Trouble.Outage("WuKongIM " + node + " was not reachable", away, now, false));
            }
            if (before.known().isPresent()
                    && after.known().isPresent()
                    && !version(before.known().get())
                            .equals(version(after.known().get()))) {
                wrong("WuKongIM " + node + " became another version", now, now);
            }
        }
    }

    private static String version(UpstreamReport report) {
        return report.line() + " " + report.version();
    }

    /** Asks every node how it has fared; what does not answer is left out. Never fails. */
    Future<Void> look() {
        Future<Void> all = Future.succeededFuture();
        for (KnownNode node : nodes.answering()) {
            all = all.compose(before -> log.vitals(node)
                    .onSuccess(vitals -> compare(node.node(), vitals))
                    .<Void>mapEmpty()
                    .otherwiseEmpty());
        }
        return all;
    }

    private void compare(UpstreamNode node, Vitals vitals) {
        Instant now = clock.instant();
        LastSeen after = new LastSeen(now, vitals.running().map(now::minus), vitals.messages());
        LastSeen before = Optional.ofNullable(seen.put(node, after)).orElse(beginning);
        if (restarted(before, after)) {
            Instant end = after.startedAt().orElse(now);
            wrong("WuKongIM " + node + " was restarted", before.at(), end.isBefore(before.at()) ? now : end);
        }
    }

    private static boolean restarted(LastSeen before, LastSeen now) {
        if (now.startedAt().isPresent()) {
            Instant started = now.startedAt().get();
            // What ran when it was last seen runs since before that, whatever a start that moves along may say.
            return started.isAfter(before.at())
                    && before.startedAt()
                            .map(known -> started.isAfter(known.plus(INEXACT)))
                            .orElse(true);
        }
        return before.messages().isPresent()
                && now.messages().isPresent()
                && now.messages().getAsLong() < before.messages().getAsLong();
    }

    private void wrong(String reason, Instant begin, Instant end) {
        trouble.add(new Trouble.Outage(reason, begin, end, true));
    }
}
