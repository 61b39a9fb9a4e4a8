package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.config.GapSettings;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.UpstreamException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on one sweep until it is done, or has to wait, or something more urgent is due. A page is noted when all of it is
 * done; a kill costs one page that is walked again. One at a time; not thread-safe.
 */
final class SweepRound {

    private static final Logger LOG = LoggerFactory.getLogger(SweepRound.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Of so many pages that wait it is kept in mind what failed. */
    private static final int WAITING = 20;

    private final GapSettings settings;
    private final SweepQueue queue;
    private final SweepTable table;
    private final SweepLedger ledger;
    private final PacedLog log;
    private final SweepMetrics metrics;
    private final BooleanSupplier stopped;
    private final Map<String, Strikes> strikes = new HashMap<>();
    private Duration pause = FIRST_PAUSE;
    private boolean waiting;
    private int turn;

    /** @param stopped whether it is to give back what it works on */
    SweepRound(
            GapSettings settings,
            SweepQueue queue,
            SweepTable table,
            SweepLedger ledger,
            PacedLog log,
            SweepMetrics metrics,
            BooleanSupplier stopped) {
        this.settings = settings;
        this.queue = queue;
        this.table = table;
        this.ledger = ledger;
        this.log = log;
        this.metrics = metrics;
        this.stopped = stopped;
    }

    /** @return fails when the database is away; then the lease runs out and somebody goes on */
    Future<Void> run(SweepClaim claim) {
        SweepWalk walk = new SweepWalk(settings, log, ledger, claim.sweep());
        return walk.expected()
                .compose(count ->
                        queue.expect(claim, Math.max(count, claim.sweep().expected())))
                .compose(ours -> ours ? on(claim, walk, SweepPlace.of(claim.sweep())) : Future.succeededFuture());
    }

    private Future<Void> on(SweepClaim claim, SweepWalk walk, SweepPlace place) {
        if (stopped.getAsBoolean()) {
            return queue.giveBack(claim, Duration.ZERO).mapEmpty();
        }
        Optional<KnownNode> node = log.node(turn++);
        if (node.isEmpty()) {
            return wait(claim, "no WuKongIM can be asked");
        }
        return page(node.get(), claim, walk, place).transform(result -> {
            if (result.failed()) {
                return result.cause() instanceof UpstreamException away
                        ? wait(claim, String.valueOf(away.getMessage()))
                        : Future.failedFuture(result.cause());
            }
            return after(claim, walk, place, result.result());
        });
    }

    private record Walked(SweepPage page, SweepPageRun.Result result) {}

    private Future<Walked> page(KnownNode node, SweepClaim claim, SweepWalk walk, SweepPlace place) {
        return walk.page(node, place)
                .compose(page -> new SweepPageRun(node, strikes(claim, place).inOrder(page.tasks()), stopped)
                        .run(settings.inFlight())
                        .map(result -> new Walked(page, result)));
    }

    /** Of a page; several sweeps may wait in turn, each at one of its own. */
    private Strikes strikes(SweepClaim claim, SweepPlace place) {
        // A sweep that somebody else took over, or cancelled, leaves its own behind.
        if (strikes.size() > WAITING) {
            strikes.clear();
        }
        return strikes.computeIfAbsent(page(claim, place), page -> new Strikes());
    }

    private static String page(SweepClaim claim, SweepPlace place) {
        return claim.sweep().id() + " " + place.column();
    }

    private Future<Void> after(SweepClaim claim, SweepWalk walk, SweepPlace place, Walked walked) {
        SweepPageRun.Result result = walked.result();
        if (result.failed().isEmpty() && !result.spared().isEmpty()) {
            return queue.giveBack(claim, Duration.ZERO).mapEmpty();
        }
        SweepTally tally = result.sum();
        if (!result.failed().isEmpty()) {
            String first =
                    String.valueOf(result.failed().values().iterator().next().getMessage());
            if (!strikes(claim, place).out(result)) {
                return wait(claim, first);
            }
            LOG.warn(
                    "sweep {} goes on without {}: WuKongIM does not answer for it: {}",
                    claim.sweep().id(),
                    result.left(),
                    first);
            for (int task = 0; task < result.left().size(); task++) {
                tally = tally.plus(SweepTally.UNKNOWN);
            }
        }
        strikes.remove(page(claim, place));
        goesOn();
        return noted(claim, walk, place, walked.page(), tally);
    }

    private Future<Void> noted(SweepClaim claim, SweepWalk walk, SweepPlace place, SweepPage page, SweepTally tally) {
        Optional<SweepPlace> next = page.next().map(place::behind).or(place::nextPart);
        if (next.isEmpty()) {
            return queue.finish(claim, tally).compose(ours -> {
                if (ours) {
                    metrics.walked(claim.sweep().kind(), tally);
                    return finished(claim.sweep());
                }
                return Future.succeededFuture();
            });
        }
        return queue.progress(claim, next.get(), tally).compose(ours -> {
            if (!ours) {
                return Future.succeededFuture();
            }
            metrics.walked(claim.sweep().kind(), tally);
            return moreUrgent(claim)
                    .compose(other ->
                            other ? queue.giveBack(claim, Duration.ZERO).mapEmpty() : on(claim, walk, next.get()));
        });
    }

    private Future<Boolean> moreUrgent(SweepClaim claim) {
        int urgency = claim.sweep().kind().urgency();
        return urgency == 0
                ? Future.succeededFuture(false)
                : queue.due().map(due -> due.stream().anyMatch(it -> it.kind().urgency() < urgency));
    }

    private Future<Void> finished(SweepRow sweep) {
        metrics.finished(sweep.kind());
        return table.find(sweep.id())
                .onSuccess(row -> row.ifPresent(it -> LOG.info(
                        "sweep {} ({}: {}) is done: {} channels walked, {} behind, of {} the newest number is unknown",
                        it.id(),
                        it.kind().column(),
                        it.reason(),
                        it.walked(),
                        it.behind(),
                        it.unknown())))
                .mapEmpty();
    }

    private Future<Void> wait(SweepClaim claim, String reason) {
        if (!waiting) {
            waiting = true;
            LOG.warn(
                    "sweep {} ({}) waits: {}",
                    claim.sweep().id(),
                    claim.sweep().kind().column(),
                    reason);
        }
        Duration now = pause;
        Duration longest =
                settings.longestPause().compareTo(LONGEST_PAUSE) < 0 ? settings.longestPause() : LONGEST_PAUSE;
        pause = pause.multipliedBy(2).compareTo(longest) < 0 ? pause.multipliedBy(2) : longest;
        return queue.giveBack(claim, now).mapEmpty();
    }

    private void goesOn() {
        pause = FIRST_PAUSE;
        if (waiting) {
            waiting = false;
            LOG.info("sweeps go on");
        }
    }
}
