package io.wkgate.revoke;

import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.RevokePlan;
import io.wkgate.upstream.RevokeStep;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How far a round has come: which of the plan's steps are done, and what they could not reach.
 *
 * @param notTold why the plan does not name the members whom it could
 */
record Progress(
        RevokeTask task,
        KnownNode node,
        RevokePlan plan,
        Optional<MembersNotTold> notTold,
        Set<String> done,
        Set<String> notes) {

    Optional<RevokeStep> nextStep() {
        return plan.steps().stream().filter(step -> !done.contains(step.name())).findFirst();
    }

    Progress with(RevokeStep step, Collection<String> furtherNotes) {
        Set<String> allDone = new LinkedHashSet<>(done);
        if (RevokeStep.binds(step.name())) {
            // Of what was sent before, nothing is kept for those whom it has bound.
            plan.steps().stream()
                    .skip(plan.steps().indexOf(step))
                    .map(RevokeStep::name)
                    .forEach(allDone::remove);
        }
        allDone.add(step.name());
        Set<String> allNotes = new LinkedHashSet<>(notes);
        allNotes.addAll(furtherNotes);
        return new Progress(task, node, plan, notTold, allDone, allNotes);
    }

    /** Whether somebody was bound; it may have been others than this plan would bind. */
    boolean hasBound() {
        return done.stream().anyMatch(RevokeStep::binds);
    }

    Progress withoutBindings() {
        Set<String> others = new LinkedHashSet<>(done);
        others.removeIf(RevokeStep::binds);
        return new Progress(task, node, plan, notTold, others, notes);
    }
}
