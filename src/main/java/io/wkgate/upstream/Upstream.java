package io.wkgate.upstream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.config.UpstreamSettings;
import io.wkgate.event.ChannelKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** WuKongIM as the rest of wkgate sees it. Thread-safe, never blocks. */
public final class Upstream implements AutoCloseable {

    private final UpstreamClient client;
    private final UpstreamWatch watch;

    public Upstream(Vertx vertx, UpstreamSettings settings, UpstreamClient client, UpstreamWatch watch) {
        this.client = client;
        this.watch = watch;
    }

    /** Whether there is any node. */
    public boolean configured() {
        return !client.nodes().isEmpty();
    }

    /** A node whose dialect is known, reachable ones first; another one for another turn. */
    public Optional<KnownNode> node(int turn) {
        List<NodeStatus> known = watch.statuses().stream()
                .filter(status -> status.known().isPresent())
                .toList();
        List<NodeStatus> well = known.stream()
                .filter(status -> status.state() == NodeStatus.State.KNOWN)
                .toList();
        List<NodeStatus> eligible = well.isEmpty() ? known : well;
        if (eligible.isEmpty()) {
            return Optional.empty();
        }
        NodeStatus chosen = eligible.get(Math.floorMod(turn, eligible.size()));
        return chosen.known().map(report -> new KnownNode(chosen.node(), report.dialect()));
    }

    /** Runs one step; the future never fails. Asks the probe at once when the answer does not fit. */
    public Future<StepOutcome> run(KnownNode node, RevokeStep step) {
        return step.run(call(node));
    }

    /** A channel's members as upstream tells them; empty where it does not. Never fails. */
    public Future<List<String>> members(KnownNode node, ChannelKey channel) {
        return Future.succeededFuture(List.of());
    }

    /** Looks a message up in upstream's log. Fails with {@link UpstreamException} when upstream cannot be asked. */
    public Future<LookupResult> find(KnownNode node, MessageQuery query) {
        return Future.succeededFuture(new LookupResult.NotThere("not looked for yet"));
    }

    /** v3 only: forgets a binding; the future never fails, true if it is gone. */
    public Future<Boolean> unbind(KnownNode node, String uid, ChannelKey channel) {
        return Future.succeededFuture(false);
    }

    private UpstreamCall call(KnownNode known) {
        return new UpstreamCall() {
            @Override
            public Future<UpstreamAnswer> ask(Supplier<UpstreamRequest> request) {
                return client.call(known.node(), request);
            }
        };
    }

    @Override
    public void close() {}
}
