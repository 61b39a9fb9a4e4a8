package io.wkgate.upstream;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How one line's answer to a step is understood.
 *
 * @param refusal the field in which this line says why not: {@code msg} with v1 and v2, {@code error} with v3's send
 * @param success what a body with status 200 means; nothing if it is none of this line's
 */
record StepReading(String refusal, Function<JsonObject, Optional<Meaning>> success) {

    /** What a body with status 200 means. */
    sealed interface Meaning {
        /** @param notes for the caller */
        record Done(List<String> notes) implements Meaning {}

        /** @param notes for the caller */
        record Skipped(List<String> notes) implements Meaning {}

        /** @param reason a sentence */
        record Refused(String reason) implements Meaning {}

        /** @param reason a sentence */
        record Transient(String reason) implements Meaning {}
    }

    StepOutcome read(UpstreamAnswer answer) {
        String shown = ShownText.of(answer);
        int status = answer.status();
        if (status == 200) {
            return answer.json()
                    .flatMap(success)
                    .map(meaning -> outcome(meaning, shown))
                    .orElseGet(() -> new StepOutcome.DoesNotFit("another line's answer", shown));
        } else if (status == 401) {
            return new StepOutcome.TryAgain("token missing or wrong (status 401)", shown);
        } else if (status == 429 || status == 408 || (status >= 500 && status != 501)) {
            return new StepOutcome.TryAgain("status " + status, shown);
        }
        Optional<String> reason =
                status == 400 || status == 403 ? answer.json().flatMap(this::reason) : Optional.empty();
        return reason.<StepOutcome>map(text -> new StepOutcome.Refused(text, shown))
                .orElseGet(() ->
                        new StepOutcome.DoesNotFit("status " + status + ", which this line does not answer", shown));
    }

    private Optional<String> reason(JsonObject body) {
        return body.getValue(refusal) instanceof String text && !text.isBlank()
                ? Optional.of(ShownText.cut(text))
                : Optional.empty();
    }

    private static StepOutcome outcome(Meaning meaning, String shown) {
        if (meaning instanceof Meaning.Done done) {
            return new StepOutcome.Done(shown, done.notes());
        } else if (meaning instanceof Meaning.Skipped skipped) {
            return new StepOutcome.Skipped(shown, skipped.notes());
        } else if (meaning instanceof Meaning.Transient failure) {
            return new StepOutcome.TryAgain(failure.reason(), shown);
        }
        return new StepOutcome.Refused(((Meaning.Refused) meaning).reason(), shown);
    }

    StepOutcome read(UpstreamFailure failure) {
        if (failure instanceof UpstreamFailure.Answered answered) {
            return read(answered.answer());
        } else if (failure instanceof UpstreamFailure.NotUnderstood) {
            return new StepOutcome.DoesNotFit(failure.description(), failure.description());
        }
        return new StepOutcome.TryAgain(failure.description(), failure.description());
    }

    /** The second outcome, with both answers. */
    static StepOutcome after(StepOutcome first, StepOutcome second) {
        String both = ShownText.cut(first.answer() + "\n" + second.answer());
        if (second instanceof StepOutcome.Done done) {
            return new StepOutcome.Done(both, done.notes());
        } else if (second instanceof StepOutcome.Skipped skipped) {
            return new StepOutcome.Skipped(both, skipped.notes());
        } else if (second instanceof StepOutcome.TryAgain again) {
            return new StepOutcome.TryAgain(again.reason(), both);
        } else if (second instanceof StepOutcome.DoesNotFit not) {
            return new StepOutcome.DoesNotFit(not.reason(), both);
        }
        return new StepOutcome.Refused(((StepOutcome.Refused) second).reason(), both);
    }
}
