package io.wkgate.revoke;

import io.github.resilience4j.core.IntervalFunction;
import io.vertx.core.Future;
import io.wkgate.config.RevokeSettings;
import io.wkgate.store.Commands;
import io.wkgate.upstream.Confirmation;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.RevokeOrder;
import io.wkgate.upstream.RevokePlan;
import io.wkgate.upstream.RevokeStep;
import io.wkgate.upstream.StepOutcome;
import io.wkgate.upstream.Upstream;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings one revoke as far as it comes now: through the steps that are left, in the dialect of the node that is asked, each
 * noted when it is done. A step that was done and not noted is done again; a client applies it twice without harm.
 */
final class RevokeRound {

    /**
     * An answer that says no is believed when it was given so often, over two minutes if the pauses are the default's: it may
     * be an upgrade's or a restart's, or that of a cluster that has lost a node (v1 and v2 answer their own errors with 400).
     */
    private static final int REFUSALS = 8;

    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private final RevokeSettings settings;
    private final Clock clock;
    private final Upstream upstream;
    private final Commands commands;
    private final RevokeOrders orders;
    private final Bindings bindings;
    private final RevokeQueue queue;
    private final AttemptTable attempts;
    private final RevokeEnd end;
    private final IntervalFunction pauses;
    private final IntervalFunction echoPatience;

    RevokeRound(
            RevokeSettings settings,
            Clock clock,
            Upstream upstream,
            Commands commands,
            RevokeOrders orders,
            Bindings bindings,
            RevokeQueue queue,
            AttemptTable attempts,
            RevokeEnd end) {
        this.settings = settings;
        this.clock = clock;
        this.upstream = upstream;
        this.commands = commands;
        this.orders = orders;
        this.bindings = bindings;
        this.queue = queue;
        this.attempts = attempts;
        this.end = end;
        pauses = IntervalFunction.ofExponentialRandomBackoff(
                settings.firstPause(), 2.0, 0.5, longer(settings.firstPause(), settings.longestPause()));
        echoPatience = IntervalFunction.ofExponentialBackoff(
                settings.echoTimeout(), 2.0, longer(settings.echoTimeout(), settings.longestPause()));
    }

    /** @return fails when the database is away; then the lease runs out and somebody begins again */
    Future<Void> run(RevokeTask task) {
        Revoke revoke = task.revoke();
        if (revoke.state() == RevokeState.SENT) {
            return cameBack(revoke).compose(echoed -> echoed ? end.confirmed(task) : send(task));
        }
        return send(task);
    }

    private Future<Void> send(RevokeTask task) {
        if (clock.instant().isAfter(task.revoke().deadline())) {
            return end.dead(task, "not confirmed in time; " + lastReason(task));
        }
        Optional<KnownNode> node = upstream.node(task.failures());
        if (node.isEmpty()) {
            String reason = upstream.configured()
                    ? "no WuKongIM has answered yet that could be asked"
                    : "no upstream.urls are set: there is nobody to send the command to";
            return queue.postpone(task, reason, pause(task)).mapEmpty();
        }
        return orders.of(task, node.get()).compose(ordered -> begin(task, node.get(), ordered));
    }

    private Future<Void> begin(RevokeTask task, KnownNode node, RevokeOrders.Ordered ordered) {
        RevokePlan plan = node.dialect().plan(ordered.order());
        if (plan.steps().isEmpty()) {
            return end.dead(task, String.join("; ", plan.notes()));
        }
        Set<String> done = task.revoke().line().equals(node.dialect().line())
                ? new LinkedHashSet<>(task.stepsDone())
                : new LinkedHashSet<>();
        Set<String> notes = new LinkedHashSet<>(plan.notes());
        if (!done.isEmpty()) {
            notes.addAll(earlierNotes(task, node, ordered.order()));
        }
        Progress progress = new Progress(task, node, plan, ordered.notTold(), done, notes);
        if (ordered.notTold().isPresent()) {
            MembersNotTold failure = ordered.notTold().get();
            return attempts.add(
                            task.revoke().id(),
                            clock.instant(),
                            node,
                            MembersNotTold.STEP,
                            failure.request(),
                            failure.outcome())
                    .compose(kept -> next(progress));
        } else if (progress.nextStep().isEmpty()) {
            return queue.learned(task, notes).compose(ours -> ours ? next(progress) : Future.succeededFuture());
        }
        return next(progress);
    }

    /** What the steps that are done could not reach; whether members are known is another matter each time. */
    private static Set<String> earlierNotes(RevokeTask task, KnownNode node, RevokeOrder order) {
        Set<String> earlier = new LinkedHashSet<>(task.revoke().notes());
        node.dialect().plan(order.withMembers(List.of())).notes().forEach(earlier::remove);
        return earlier;
    }

    private Future<Void> next(Progress progress) {
        Optional<RevokeStep> step = progress.nextStep();
        return step.isEmpty()
                ? allDone(progress)
                : bindings.note(
                                progress.task().revoke().channel(),
                                progress.task().revoke().id(),
                                step.get().bindings())
                        .compose(noted -> upstream.run(progress.node(), step.get()))
                        .compose(outcome -> attempts.add(
                                        progress.task().revoke().id(),
                                        clock.instant(),
                                        progress.node(),
                                        step.get().name(),
                                        step.get().request(),
                                        outcome)
                                .compose(kept -> after(progress, step.get(), outcome)));
    }

    private Future<Void> after(Progress progress, RevokeStep step, StepOutcome outcome) {
        if (outcome instanceof StepOutcome.Done done) {
            return on(progress.with(step, done.notes()), step);
        } else if (outcome instanceof StepOutcome.Skipped skipped) {
            // What is skipped is the send to a group that is disbanded.
            return bindings.takeBackAll(progress.task().revoke().channel())
                    .compose(free -> on(progress.with(step, skipped.notes()), step));
        }
        return takeBackBindings(progress, step).compose(free -> failed(progress.withoutBindings(), outcome));
    }

    private Future<Void> on(Progress progress, RevokeStep step) {
        RevokeTask task = progress.task();
        // Bindings are made anew in each attempt, so they are no progress: what follows them may be refused each time.
        boolean lasting = step.bindings().isEmpty();
        return queue.stepDone(task, progress.node().dialect().line(), progress.done(), progress.notes(), lasting)
                .compose(ours -> ours
                        ? next(progress)
                        : bindings.madeInVain(
                                task.revoke().channel(), task.revoke().id(), step.bindings()));
    }

    /** A binding without a command behind it breaks the user's whole /message/sync. */
    private Future<Void> takeBackBindings(Progress progress, RevokeStep step) {
        // One that failed in its middle has bound some users.
        return progress.hasBound() || !step.bindings().isEmpty()
                ? bindings.takeBackNow(
                        progress.task().revoke().channel(),
                        progress.task().revoke().id())
                : Future.succeededFuture();
    }

    private Future<Void> failed(Progress progress, StepOutcome outcome) {
        RevokeTask task = progress.task();
        if (outcome instanceof StepOutcome.Refused refused) {
            return task.refusals() + 1 >= REFUSALS
                    ? end.dead(task, refused.reason())
                    : postpone(progress, refused.reason(), true, pause(task));
        } else if (outcome instanceof StepOutcome.DoesNotFit other) {
            return postpone(progress, other.reason(), false, pause(task));
        } else if (outcome instanceof StepOutcome.TryAgain again) {
            return postpone(progress, again.reason(), false, pause(task));
        }
        throw new IllegalStateException("no failure: " + outcome);
    }

    private Future<Void> postpone(Progress progress, String reason, boolean refused, Duration pause) {
        return queue.attemptFailed(progress.task(), progress.done(), reason, refused, pause)
                .mapEmpty();
    }

    private Future<Void> allDone(Progress progress) {
        RevokeTask task = progress.task();
        Duration pause = pause(task);
        boolean sendsAgain = task.rounds() > 0 && progress.plan().confirmation() == Confirmation.BY_ECHO;
        Optional<MembersNotTold> missing =
                progress.notTold().filter(failure -> !sendsAgain && mayBeToldYet(task, failure, pause));
        if (missing.isPresent()) {
            return postpone(progress, missing.get().reason(), missing.get().refused(), pause);
        }
        return switch (progress.plan().confirmation()) {
            case BY_ANSWER -> end.confirmed(task);
            case NONE -> end.sent(task);
            case BY_ECHO -> settings.waitForEcho() ? awaitEcho(task) : end.sent(task);
        };
    }

    /**
     * Whoever is known has been told, and the others are asked for again: as long as there is time for that, and not for
     * ever where the answer is no. (Where the command is sent again until it comes back, they are asked for each time.)
     */
    private boolean mayBeToldYet(RevokeTask task, MembersNotTold failure, Duration pause) {
        boolean isTime = clock.instant()
                .plus(pause.multipliedBy(2))
                .isBefore(task.revoke().deadline());
        boolean believed = failure.refused() && task.refusals() + 1 >= REFUSALS;
        return isTime && !believed;
    }

    /** The command may have come back before this is noted, so look once more behind it. */
    private Future<Void> awaitEcho(RevokeTask task) {
        Duration wait = Duration.ofMillis(echoPatience.apply(Math.min(task.rounds(), 8) + 1));
        return queue.awaitEcho(task, wait)
                .compose(ours -> cameBack(task.revoke()))
                .compose(echoed -> echoed ? end.echoed(task.revoke().messageId()) : Future.succeededFuture());
    }

    private Future<Boolean> cameBack(Revoke revoke) {
        // The times are of two clocks.
        return commands.echoed(revoke.messageId(), revoke.requestedAt().minus(CLOCKS_APART));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Duration pause(RevokeTask task) {
        return Duration.ofMillis(pauses.apply(Math.min(task.failures(), 30) + 1));
    }

    private static String lastReason(RevokeTask task) {
        return task.revoke().reason().isEmpty()
                ? "the command was sent " + task.rounds() + " times and never came back through the webhook"
                : task.revoke().reason();
    }
}
