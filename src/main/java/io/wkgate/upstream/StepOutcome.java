package io.wkgate.upstream;

import java.util.List;

/** What came of one try of a {@link RevokeStep}. */
public sealed interface StepOutcome {

    /** For the record of attempts: status and body, cut at 4 KiB, or the failure in a sentence. Holds no secret. */
    String answer();

    /** @param notes whom it does not reach, in sentences for the caller */
    record Done(String answer, List<String> notes) implements StepOutcome {}

    /**
     * It cannot be done and need not be.
     *
     * @param notes why, in sentences for the caller
     */
    record Skipped(String answer, List<String> notes) implements StepOutcome {}

    /** Upstream is in trouble or away, or the token is wrong: the same step may be done later. */
    record TryAgain(String reason, String answer) implements StepOutcome {}

    /** What answered is not what the dialect speaks to; the node has been asked again who it is. */
    record DoesNotFit(String reason, String answer) implements StepOutcome {}

    /** Upstream understood, and says no. */
    record Refused(String reason, String answer) implements StepOutcome {}
}
