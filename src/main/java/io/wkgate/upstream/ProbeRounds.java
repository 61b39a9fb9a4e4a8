package io.wkgate.upstream;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When this replica asks upstream's nodes by itself. One of the replicas has the turn and asks all of them once an interval. The
 * others believe it that a node is there, and ask themselves when it says that one is not, when they cannot reach one
 * themselves (then also as soon as another one can), and when they hear nothing of one. Without the database everybody asks
 * for himself.
 */
final class ProbeRounds {

    private static final Logger LOG = LoggerFactory.getLogger(ProbeRounds.class);

    /** Between two looks at what others tell; the turn is kept by it. */
    private static final Duration BEAT = Duration.ofSeconds(5);

    /** After two intervals and this nobody else asks the node any more: more than it takes to take a dead replica's turn. */
    private static final Duration LATE = Duration.ofSeconds(25);

    private final Context context;
    private final UpstreamWatch watch;
    private final ProbeExchange exchange;
    private final Duration interval;
    private final Duration beat;
    private final Map<UpstreamNode, Long> heardAt = new ConcurrentHashMap<>();
    private Future<Void> beating = Future.succeededFuture();
    private int beats;
    private boolean ended;
    private boolean away;
    private volatile boolean mine;

    ProbeRounds(Vertx vertx, UpstreamWatch watch, ProbeExchange exchange, Duration interval) {
        context = ((VertxInternal) vertx).createEventLoopContext();
        this.watch = watch;
        this.exchange = exchange;
        this.interval = interval;
        beat = interval.compareTo(BEAT) < 0 ? interval : BEAT;
    }

    void start() {
        context.runOnContext(now -> beat());
    }

    /** Begins no further round, and gives the turn back; never fails. */
    Future<Void> end() {
        Promise<Void> given = Promise.promise();
        context.runOnContext(now -> {
            ended = true;
            beating.transform(done -> mine ? exchange.giveTurn() : Future.succeededFuture())
                    .onComplete(done -> {
                        mine = false;
                        given.complete();
                    });
        });
        return given.future();
    }

    private void beat() {
        if (ended) {
            return;
        }
        boolean had = mine;
        beating = turn().compose(taken -> {
                    mine = taken;
                    return exchange.news(watch.nodes());
                })
                .onSuccess(news -> news.forEach(this::hear))
                .onComplete(told -> context.runOnContext(now -> {
                    sayAway(told.failed());
                    askWhoIsDue(mine && !had);
                    context.owner().setTimer(beat.toMillis(), tick -> start());
                }))
                .mapEmpty();
    }

    /** A replica that recognises no node would only tell the others of its own trouble. */
    private Future<Boolean> turn() {
        boolean cutOff = watch.statuses().stream().allMatch(status -> isTrouble(status.state()));
        if (!cutOff) {
            return exchange.takeTurn();
        }
        return mine ? exchange.giveTurn().map(false) : Future.succeededFuture(false);
    }

    private void sayAway(boolean failed) {
        if (failed != away) {
            away = failed;
            LOG.debug(
                    "upstream is asked by {}", away ? "each replica, for the database does not answer" : "one replica");
        }
    }

    private void hear(SharedProbe told) {
        boolean trouble = isTrouble(watch.status(told.node()).state());
        boolean older = told.ago().toNanos() > quietNanos(told.node());
        boolean fresh = !older && told.ago().compareTo(late()) < 0;
        if (fresh && !trouble && told.recognised()) {
            heardAt.put(told.node(), System.nanoTime() - told.ago().toNanos());
            told.known().ifPresent(report -> watch.hear(new ProbeResult.Recognised(report), told.by()));
            return;
        }
        told.known().ifPresent(watch::learn);
        // In trouble it asks when another is not any more: so all find the end of an outage at about the same time.
        if (fresh && trouble == told.recognised()) {
            watch.probeNow(told.node());
        }
    }

    private static boolean isTrouble(NodeStatus.State state) {
        return switch (state) {
            case NOT_PROBED, KNOWN -> false;
            case UNREACHABLE, TOKEN_REFUSED, NOT_WUKONGIM -> true;
        };
    }

    private void askWhoIsDue(boolean all) {
        beats++;
        watch.statuses().stream()
                .filter(status -> all || isDue(status))
                .forEach(status -> watch.probeNow(status.node()));
    }

    private boolean isDue(NodeStatus status) {
        Duration quiet = Duration.ofNanos(quietNanos(status.node()));
        return switch (status.state()) {
            // Who has the turn is asking it now, if there is anybody.
            case NOT_PROBED -> away || beats > 1;
            case KNOWN -> quiet.compareTo(mine || away ? onTime() : late()) >= 0;
            case UNREACHABLE, TOKEN_REFUSED, NOT_WUKONGIM -> quiet.compareTo(onTime()) >= 0;
        };
    }

    /** The beat nearest to the interval. */
    private Duration onTime() {
        return interval.minus(beat.dividedBy(2));
    }

    private Duration late() {
        return interval.multipliedBy(2).plus(LATE);
    }

    private long quietNanos(UpstreamNode node) {
        Long heard = heardAt.get(node);
        return heard == null ? Long.MAX_VALUE : System.nanoTime() - heard;
    }

    /**
     * This replica has asked a node.
     *
     * @param before what was known of it
     * @param begun when, by {@link System#nanoTime()}
     */
    void asked(NodeStatus before, ProbeResult result, long begun) {
        heardAt.put(result.node(), System.nanoTime());
        // What stays wrong for this replica alone is no news, and would have the others ask each time.
        if (mine || result instanceof ProbeResult.Recognised || before.state() != NodeStatus.State.of(result)) {
            exchange.tell(result, Duration.ofNanos(System.nanoTime() - begun))
                    .onFailure(failure -> LOG.debug("other replicas are not told of a probe: {}", failure.toString()));
        }
    }
}
