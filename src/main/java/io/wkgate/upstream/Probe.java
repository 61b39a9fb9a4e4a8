package io.wkgate.upstream;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds out which WuKongIM a node is, from which routes it has, and from its version when it tells one. Concludes only
 * from a whole set of answers, so that a bad moment is never taken for another version.
 */
public final class Probe {

    private final UpstreamClient client;
    private final Clock clock;

    public Probe(UpstreamClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Asks one node; the future never fails. */
    public Future<ProbeResult> probe(UpstreamNode node) {
        // One route first: a node that is down, or wants a token, is asked once and not ten times.
        return ask(node, ProbeRoute.ROUTE)
                .compose(first -> goesOn(first) ? others(node, first) : Future.succeededFuture(List.of(first)))
                .map(replies -> conclude(node, replies));
    }

    private static boolean goesOn(Reply first) {
        return first instanceof Reply.Answer given && given.answer().status() != 401;
    }

    private Future<Reply> ask(UpstreamNode node, ProbeRoute route) {
        return client.call(node, route.request())
                .<Reply>map(answer -> new Reply.Answer(route, answer))
                .otherwise(thrown -> UpstreamFailure.of(thrown) instanceof UpstreamFailure.Answered answered
                        ? new Reply.Answer(route, answered.answer())
                        : new Reply.Nothing(route, UpstreamFailure.of(thrown)));
    }

    private Future<List<Reply>> others(UpstreamNode node, Reply first) {
        List<Future<Reply>> asked = Arrays.stream(ProbeRoute.values())
                .filter(route -> route != ProbeRoute.ROUTE)
                .map(route -> ask(node, route))
                .toList();
        return Future.join(asked)
                .map(done -> Stream.concat(Stream.of(first), asked.stream().map(Future::result))
                        .toList());
    }

    private ProbeResult conclude(UpstreamNode node, List<Reply> replies) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<ProbeRoute, UpstreamAnswer> answers = new EnumMap<>(ProbeRoute.class);
        List<Reply.Nothing> nothing = new ArrayList<>();
        for (Reply reply : replies) {
            if (reply instanceof Reply.Answer given) {
                answers.put(given.route(), given.answer());
            } else if (reply instanceof Reply.Nothing missing) {
                nothing.add(missing);
            }
        }
        Fingerprint fingerprint = new Fingerprint(answers);
        List<Evidence> evidence = Stream.concat(
                        fingerprint.evidence().stream(), nothing.stream().map(Reply.Nothing::evidence))
                .toList();
        if (fingerprint.tokenRefused()) {
            return new ProbeResult.TokenRefused(node, evidence, now);
        } else if (!nothing.isEmpty()) {
            return silent(node, nothing.get(0).failure(), evidence, now);
        }
        if (fingerprint.foreign()) {
            return new ProbeResult.Unrecognised(node, "what answers there is no WuKongIM", evidence, now);
        }
        Optional<UpstreamAnswer> trouble = fingerprint.trouble();
        if (trouble.isPresent()) {
            String reason = "it answers with status " + trouble.get().status();
            return new ProbeResult.Unreachable(node, reason, evidence, now);
        }
        return fingerprint
                .line()
                .<ProbeResult>map(line -> new ProbeResult.Recognised(report(node, line, fingerprint, evidence, now)))
                .orElseGet(() -> new ProbeResult.Unrecognised(
                        node,
                        "a WuKongIM answers, but the routes that tell its line are hidden, perhaps by a proxy",
                        evidence,
                        now));
    }

    private static ProbeResult silent(
            UpstreamNode node, UpstreamFailure failure, List<Evidence> evidence, Instant now) {
        return failure instanceof UpstreamFailure.NotUnderstood
                ? new ProbeResult.Unrecognised(node, failure.description(), evidence, now)
                : new ProbeResult.Unreachable(node, failure.description(), evidence, now);
    }

    private static UpstreamReport report(
            UpstreamNode node, Line line, Fingerprint fingerprint, List<Evidence> evidence, Instant now) {
        Dialect dialect = switch (line) {
            case ONE -> new V1();
            case TWO ->
                new V2(
                        fingerprint.served(ProbeRoute.VARZ),
                        fingerprint.served(ProbeRoute.MESSAGES),
                        fingerprint.served(ProbeRoute.LAST_MESSAGE));
            case THREE -> new V3();
        };
        Optional<ToldVersion> told = fingerprint.told();
        List<String> warnings = new ArrayList<>(fingerprint.contradictions(line));
        told.flatMap(version -> warning(version, line)).ifPresent(warnings::add);
        return new UpstreamReport(
                node,
                told.filter(version -> version.major() >= line.newest().major())
                        .map(ToldVersion::line)
                        .orElse(line.label()),
                fingerprint.version().isEmpty() ? "unknown" : fingerprint.version(),
                dialect,
                evidence,
                List.copyOf(warnings),
                now);
    }

    private static Optional<String> warning(ToldVersion version, Line line) {
        if (version.major() < line.newest().major()) {
            return Optional.of(
                    "it tells version " + version + ", but has the routes of " + line.label() + "; the routes count");
        } else if (version.compareTo(line.newest()) > 0 || !version.line().equals(line.label())) {
            return Optional.of("version " + version + " was never measured; it is spoken to as " + line.label()
                    + ", of which the newest that was measured is " + line.measured());
        }
        return Optional.empty();
    }
}
