package io.wkgate.upstream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.config.UpstreamSettings;
import io.wkgate.event.ChannelKey;
import java.util.List;
import java.util.Optional;

/**
 * WuKongIM as the rest of wkgate sees it. What a node answers is compared with what is known of it, and the node is asked
 * again who it is when they differ. Thread-safe, never blocks.
 */
public final class Upstream implements AutoCloseable {

    private final UpstreamClient client;
    private final UpstreamWatch watch;
    private final Optional<ManagerApi> manager;
    private final UpstreamLog log;

    public Upstream(Vertx vertx, UpstreamSettings settings, UpstreamClient client, UpstreamWatch watch) {
        this.client = client;
        this.watch = watch;
        manager = ManagerApi.of(vertx, settings);
        log = new DialectLog(this);
    }

    /** Whether there is any node. */
    public boolean configured() {
        return !client.nodes().isEmpty();
    }

    /** A node whose dialect is known, reachable ones first; another one for another turn. Where none is, all are asked at once. */
    public Optional<KnownNode> node(int turn) {
        List<NodeStatus> known = watch.statuses().stream()
                .filter(status -> status.known().isPresent())
                .toList();
        List<NodeStatus> well = known.stream()
                .filter(status -> status.state() == NodeStatus.State.KNOWN)
                .toList();
        List<NodeStatus> eligible = well.isEmpty() ? known : well;
        if (eligible.isEmpty()) {
            // Somebody waits for it: the schedule may be a long time off.
            client.nodes().forEach(watch::probeNow);
            return Optional.empty();
        }
        NodeStatus chosen = eligible.get(Math.floorMod(turn, eligible.size()));
        return chosen.known().map(report -> new KnownNode(chosen.node(), report.dialect()));
    }

    /** The same, after asking where none is known yet. Never fails. */
    public Future<Optional<KnownNode>> nodeAsked(int turn) {
        Optional<KnownNode> known = node(turn);
        return known.isPresent()
                ? Future.succeededFuture(known)
                : Future.join(client.nodes().stream().map(watch::probeNow).toList())
                        .transform(asked -> Future.succeededFuture(node(turn)));
    }

    /**
     * Runs one step; the future never fails. A node that was away is asked first who it is now; where the answer does not
     * fit, that is known when the future completes.
     */
    public Future<StepOutcome> run(KnownNode node, RevokeStep step) {
        return objection(node)
                .compose(objection ->
                        objection.map(Future::succeededFuture).orElseGet(() -> step.run(call(node.node()))))
                .compose(outcome -> outcome instanceof StepOutcome.DoesNotFit
                        ? watch.probeNow(node.node()).map(asked -> outcome)
                        : Future.succeededFuture(outcome));
    }

    /** Why a node that did not answer the last probe is not called. */
    private Future<Optional<StepOutcome>> objection(KnownNode node) {
        if (watch.status(node.node()).reachable()) {
            return Future.succeededFuture(Optional.empty());
        }
        return watch.probeNow(node.node()).map(status -> {
            String description = status.latest().map(ProbeResult::description).orElse("is not known");
            if (!status.reachable()) {
                return Optional.of(new StepOutcome.TryAgain(description, description));
            }
            boolean same = status.known()
                    .filter(report -> report.dialect().equals(node.dialect()))
                    .isPresent();
            return same ? Optional.empty() : Optional.of(new StepOutcome.DoesNotFit(description, description));
        });
    }

    /**
     * A channel's members as upstream tells them: v2 on its API, v3 on its manager listener where that is configured, a
     * person channel's from its key; empty where it does not tell: no listener, no such route, no such group. Fails with
     * {@link UpstreamException} where it could tell and did not.
     */
    public Future<List<String>> members(KnownNode node, ChannelKey channel) {
        if (channel.type() == ChannelKey.PERSON) {
            return Future.succeededFuture(channel.persons());
        }
        return node.dialect()
                .members(channel)
                .map(request -> call(node.node())
                        .ask(request)
                        .map(answer -> MemberList.ofCluster(answer).uids())
                        .onFailure(thrown -> doubt(node.node(), UpstreamFailure.of(thrown))))
                .or(() -> manager(node).map(listener -> listener.members(channel)))
                .map(told -> told.recover(MemberList::unlessUnknown))
                .orElseGet(() -> Future.succeededFuture(List.of()));
    }

    private Optional<ManagerApi> manager(KnownNode node) {
        return manager.filter(configured -> node.dialect().has(Capability.READS_AS_MEMBER));
    }

    /** Looks a message up in upstream's log. Fails with {@link UpstreamException} when upstream cannot be asked. */
    public Future<LookupResult> find(KnownNode node, MessageQuery query) {
        LogSearch search = node.dialect().logSearch();
        UpstreamCall call = call(node.node());
        return manager(node)
                .map(ManagerLog::new)
                .map(listener -> listener.find(call, query).recover(away -> search.find(call, query)))
                .orElseGet(() -> search.find(call, query))
                .onFailure(thrown -> doubt(node.node(), UpstreamFailure.of(thrown)));
    }

    /** Its log, and what it tells about its channels. */
    public UpstreamLog log() {
        return log;
    }

    /** v3 only: forgets a binding; the future never fails, true if it is gone. */
    public Future<Boolean> unbind(KnownNode node, String uid, ChannelKey channel) {
        if (!node.dialect().has(Capability.BINDS_COMMANDS)) {
            return Future.succeededFuture(false);
        }
        return call(node.node())
                .ask(CommandBinding.unbind(uid, channel))
                .map(answer -> answer.status() == 200)
                .otherwise(false);
    }

    /** What a node tells of its log: on v3 the manager listener where it is configured, for it knows more. */
    LineLog lineLog(KnownNode node) {
        Optional<LineLog> listener = manager(node).map(ManagerLog::new);
        return listener.orElseGet(() -> node.dialect().log());
    }

    UpstreamCall call(UpstreamNode node) {
        return request -> client.call(node, request).onFailure(thrown -> {
            UpstreamFailure failure = UpstreamFailure.of(thrown);
            // It may come back as another version.
            if (failure instanceof UpstreamFailure.NotConnected || failure instanceof UpstreamFailure.NoAnswer) {
                watch.probeNow(node);
            }
        });
    }

    /** A route that is not there, or an answer of another form, may be another line's. */
    void doubt(UpstreamNode node, UpstreamFailure failure) {
        boolean gone = failure instanceof UpstreamFailure.Answered answered
                && answered.answer().status() == 404;
        if (gone || failure instanceof UpstreamFailure.NotUnderstood) {
            watch.probeNow(node);
        }
    }

    /** Ends the calls of the manager listener; client and watch are their owner's. */
    @Override
    public void close() {
        manager.ifPresent(ManagerApi::close);
    }
}
