package io.wkgate.upstream;

import java.util.List;

/**
 * How one line is told of a revoke.
 *
 * @param steps in their order; none if nobody can be told
 * @param notes what the steps cannot reach, in sentences for the caller
 */
public record RevokePlan(List<RevokeStep> steps, Confirmation confirmation, List<String> notes) {

    public RevokePlan {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    static RevokePlan nobody(String note) {
        return new RevokePlan(List.of(), Confirmation.NONE, List.of(note));
    }
}
