package io.wkgate.gap;

import io.github.resilience4j.core.IntervalFunction;
import io.vertx.core.Future;
import io.wkgate.config.GapSettings;
import io.wkgate.store.DatabaseFault;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.LogAnswer;
import io.wkgate.upstream.LogRequest;
import io.wkgate.upstream.UpstreamFailure;
import io.wkgate.upstream.UpstreamLog;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Brings the gaps of one channel as far as it comes now, page by page from the highest missing number down. Each page is
 * stored, then noted; one that was stored and not noted is read again without harm. Every page makes the gaps smaller or ends
 * the round, whatever upstream answers.
 */
final class RepairRound {

    /** Then the others have their turn, and this channel comes again behind them. */
    private static final int PAGES = 50;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** Doubling more often than that is more than any longest pause. */
    private static final int DOUBLINGS = 30;

    /** So often a blank page is asked for again: a channel that upstream does not know, or not by this name. */
    private static final int BLANKS = 5;

    /** Numbers that are asked for below what is missing: v3 proves only what stands above a lower one. */
    private static final int MARGIN = 10;

    private final UpstreamLog log;
    private final ChannelReaders readers;
    private final NodePace pace;
    private final PageStore store;
    private final GapQueue queue;
    private final GapMetrics metrics;
    private final UpstreamAbsence absence;
    private final int page;
    private final IntervalFunction pauses;

    RepairRound(
            GapSettings settings,
            UpstreamLog log,
            ChannelReaders readers,
            NodePace pace,
            PageStore store,
            GapQueue queue,
            GapMetrics metrics,
            UpstreamAbsence absence) {
        this.log = log;
        this.readers = readers;
        this.pace = pace;
        this.store = store;
        this.queue = queue;
        this.metrics = metrics;
        this.absence = absence;
        page = settings.page();
        Duration longest = settings.longestPause();
        pauses = IntervalFunction.ofExponentialRandomBackoff(
                longest.compareTo(FIRST_PAUSE) < 0 ? longest : FIRST_PAUSE, 2.0, 0.5, longest);
    }

    /**
     * @param stopping whether it is to end behind the page that it is at
     * @return fails when the database is away; then the lease runs out and somebody goes on
     */
    Future<Void> run(Claim claim, BooleanSupplier stopping) {
        // After a failure another node's turn; and not every channel's first turn is the same node's.
        int turn = (claim.channel().hashCode() & 0xFFFF) + claim.attempts();
        Optional<KnownNode> node = log.node(turn);
        if (node.isEmpty()) {
            return failed(claim, "no WuKongIM has answered yet that could be asked");
        }
        RepairWalk walk = new RepairWalk(claim, node.get(), stopping);
        if (!log.wantsReaders(node.get())) {
            return next(walk);
        }
        return readers.of(node.get(), claim.channel(), claim.lowest()).compose(known -> {
            walk.readers(known);
            return next(walk);
        });
    }

    private Future<Void> next(RepairWalk walk) {
        Claim claim = walk.claim();
        if (claim.gaps().isEmpty()) {
            return Future.succeededFuture();
        } else if (walk.isStopping() || walk.hasDone(PAGES)) {
            return queue.giveBack(claim);
        } else if (walk.nobodyIsLeft()) {
            return queue.unreadable(claim, walk.whyUnreadable()).onSuccess(noted -> metrics.unreadable(claim));
        }
        LogRequest request = new LogRequest(claim.channel(), claim.highest(), limit(claim), walk.reader());
        return pace.turn(walk.node())
                .compose(turn -> ask(walk, request))
                .transform(answer -> answer.failed()
                        ? failed(
                                claim,
                                walk.who() + ": "
                                        + UpstreamFailure.of(answer.cause()).description())
                        : answered(walk, answer.result()));
    }

    private Future<LogAnswer> ask(RepairWalk walk, LogRequest request) {
        long begun = System.nanoTime();
        metrics.page();
        return log.page(walk.node(), request)
                .onComplete(done -> pace.took(walk.node(), System.nanoTime() - begun, done.failed()));
    }

    /** No more than there is to find, for a page of one number costs upstream less than a whole one. */
    private int limit(Claim claim) {
        long end = claim.highest();
        long reachable = end - page + 1;
        long lowest = claim.gaps().stream()
                .map(OpenGap::missing)
                .filter(missing -> missing.last() >= reachable)
                .mapToLong(missing -> Math.max(missing.first(), reachable))
                .min()
                .orElse(end);
        return (int) Math.min(page, end - lowest + 1 + MARGIN);
    }

    private Future<Void> answered(RepairWalk walk, LogAnswer answer) {
        Future<Void> back = absence.answered() ? queue.hurry() : Future.succeededFuture();
        return back.compose(hurried -> {
            if (answer instanceof LogAnswer.Page told) {
                return read(
                        walk, new ReadPage(walk.claim().channel(), walk.claim().highest(), told));
            } else if (answer instanceof LogAnswer.NotReadable no) {
                walk.readerFailed(no.detail());
                return next(walk);
            }
            throw new IllegalStateException("no answer: " + answer);
        });
    }

    private Future<Void> read(RepairWalk walk, ReadPage told) {
        if (!told.settles()) {
            // Where anybody may read it, that may be a node that has just been started, but not for ever.
            boolean patient = walk.reader().isEmpty() && walk.claim().attempts() < BLANKS;
            if (told.sound() && told.size() == 0 && !patient) {
                walk.readerFailed("sees nothing up to " + told.end());
                return next(walk);
            }
            return failed(
                    walk.claim(),
                    walk.who() + ": its page that was to end at " + told.end()
                            + " holds something else, or nothing that could be believed");
        }
        long begun = System.nanoTime();
        return keep(walk, told)
                .onComplete(done -> pace.databaseTook(System.nanoTime() - begun, done.failed()))
                .transform(kept -> kept.succeeded() ? went(walk, kept.result()) : notKept(walk, kept.cause()));
    }

    /** In that order, so that nothing is noted that is not stored. */
    private Future<Progress> keep(RepairWalk walk, ReadPage told) {
        return store.store(walk.claim(), told).compose(brought -> {
            metrics.brought(brought.size());
            return queue.settle(walk.claim(), told, brought, walk.evidence(told));
        });
    }

    private Future<Void> went(RepairWalk walk, Progress progress) {
        metrics.settled(progress);
        if (progress.left().isEmpty()) {
            // Somebody else took it over.
            return Future.succeededFuture();
        }
        walk.goOn(progress.left().get());
        return next(walk);
    }

    /** A row that even as a dead letter is refused stops this channel, and is no outage of the database. */
    private Future<Void> notKept(RepairWalk walk, Throwable failure) {
        return DatabaseFault.of(failure) instanceof DatabaseFault.RowRefused refused
                ? failed(walk.claim(), "the database refuses what came, " + refused.description())
                : Future.failedFuture(failure);
    }

    private Future<Void> failed(Claim claim, String evidence) {
        metrics.failed();
        absence.failed(evidence);
        return queue.putBack(claim, evidence, pause(claim));
    }

    /** Ends a round that failed, once the database is back, so that nobody waits for the end of its lease. */
    Future<Void> broke(Claim claim, Throwable failure) {
        String evidence =
                "the database did not answer: " + DatabaseFault.of(failure).description();
        return queue.putBack(claim, evidence, pause(claim));
    }

    private Duration pause(Claim claim) {
        return Duration.ofMillis(pauses.apply(Math.min(claim.attempts(), DOUBLINGS) + 1));
    }
}
