package io.wkgate.upstream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.config.Secret;
import io.wkgate.config.UpstreamSettings;
import io.wkgate.config.UpstreamUrl;
import io.wkgate.event.ChannelKey;
import io.wkgate.testing.EndOf;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs the steps of plans against one server, and waits for them. */
final class StepRunner implements AutoCloseable {

    static final ChannelKey GROUP = new ChannelKey(2, "g1");
    static final ChannelKey PERSONS = ChannelKey.of(1, "u2", "u1");
    static final long MESSAGE = 2124350927962898432L;

    private final Vertx vertx = Vertx.vertx();
    private final UpstreamClient client;

    StepRunner(UpstreamUrl url) {
        client = new UpstreamClient(
                vertx,
                settings(List.of(url), List.of(), Optional.empty(), Optional.empty()),
                new Patience(Duration.ofSeconds(5), 2, Duration.ofMillis(5), 100, Duration.ofSeconds(1), 32));
    }

    static UpstreamSettings settings(
            List<UpstreamUrl> urls, List<UpstreamUrl> managerUrls, Optional<String> user, Optional<Secret> password) {
        return new UpstreamSettings(
                urls,
                Optional.of(new Secret("geheim")),
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                managerUrls,
                user,
                password);
    }

    StepOutcome run(RevokeStep step) {
        return waitFor(step.run(request -> client.call(client.nodes().get(0), request)));
    }

    static <T> T waitFor(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no end in 30 s", e);
        }
    }

    List<StepOutcome> run(RevokePlan plan) {
        return plan.steps().stream().map(this::run).toList();
    }

    /** What a plan's steps are called, without the digest of those who are named. */
    static List<String> kinds(List<RevokeStep> steps) {
        return steps.stream()
                .map(step -> step.name().replaceFirst("-[0-9a-f]{12}$", ""))
                .toList();
    }

    static RevokeOrder group(String... members) {
        return new RevokeOrder(MESSAGE, "u1", GROUP, "admin", List.of(members), 0, false);
    }

    static RevokeOrder persons() {
        return new RevokeOrder(MESSAGE, "u1", PERSONS, "admin", List.of(), 0, false);
    }

    static RevokeOrder unconfirmed(RevokeOrder order, int rounds) {
        return new RevokeOrder(
                order.messageId(),
                order.fromUid(),
                order.channel(),
                order.operatorUid(),
                order.members(),
                rounds,
                order.bind());
    }

    static RevokeOrder bound(RevokeOrder order) {
        return new RevokeOrder(
                order.messageId(),
                order.fromUid(),
                order.channel(),
                order.operatorUid(),
                order.members(),
                order.unconfirmedRounds(),
                true);
    }

    @Override
    public void close() {
        client.close();
        EndOf.vertx(vertx);
    }
}
