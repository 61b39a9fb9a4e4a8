package io.wkgate.revoke;

import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.RevokePlan;
import io.wkgate.upstream.RevokeStep;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** How far a round has come: which of the plan's steps are done, and what they could not reach. */
record Progress(RevokeTask task, KnownNode node, RevokePlan plan, Set<String> done, Set<String> notes) {

    Optional<RevokeStep> nextStep() {
        return plan.steps().stream().filter(step -> !done.contains(step.name())).findFirst();
    }

    Progress with(RevokeStep step, Collection<String> furtherNotes) {
        Set<String> allDone = new LinkedHashSet<>(done);
        allDone.add(step.name());
        Set<String> allNotes = new LinkedHashSet<>(notes);
        allNotes.addAll(furtherNotes);
        return new Progress(task, node, plan, allDone, allNotes);
    }

    boolean hasBound() {
        return plan.steps().stream().anyMatch(step -> binds(step) && done.contains(step.name()));
    }

    Progress withoutBindings() {
        Set<String> others = new LinkedHashSet<>(done);
        plan.steps().stream().filter(Progress::binds).map(RevokeStep::name).forEach(others::remove);
        return new Progress(task, node, plan, others, notes);
    }

    private static boolean binds(RevokeStep step) {
        return !step.bindings().isEmpty();
    }
}
