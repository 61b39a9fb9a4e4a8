package io.wkgate.relay;

import io.vertx.core.buffer.Buffer;
import io.wkgate.event.Selection;
import java.time.Duration;
import java.util.Set;

/** Decides what an attempt's result means for its delivery. */
final class Judge {

    /** So often in a row a whole is refused before it is halved. */
    private static final int REFUSALS = 3;

    private static final int TOO_LARGE = 413;

    /** They speak of who asks and where, so that no part of what was sent would fare better. */
    private static final Set<Integer> NOT_OF_THE_BODY = Set.of(401, 403, 404, 405, 407);

    private final boolean ordered;
    private final RetrySchedule schedule;

    Judge(boolean ordered, RetrySchedule schedule) {
        this.ordered = ordered;
        this.schedule = schedule;
    }

    /** @param body the whole one of the event, not compressed */
    Verdict of(AttemptResult result, Delivery delivery, Buffer body) {
        return switch (result.outcome()) {
            case DELIVERED -> new Verdict.Delivered();
            case GONE -> new Verdict.Stop();
            case REFUSED -> refused(result, delivery, body);
            case BUSY, FAILED, TIMED_OUT, UNREACHABLE, FORBIDDEN_ADDRESS ->
                new Verdict.TryAgain(schedule.pause(failures(delivery), result.retryAfter()), false);
        };
    }

    /** Whether it is the body that was refused, by a receiver that is well. */
    static boolean refusesTheBody(AttemptResult result) {
        return result.outcome() == Outcome.REFUSED && !NOT_OF_THE_BODY.contains(result.status());
    }

    private Verdict refused(AttemptResult result, Delivery delivery, Buffer body) {
        boolean oftenEnough = delivery.refusals() + 1 >= REFUSALS && refusesTheBody(result);
        if (oftenEnough || result.status() == TOO_LARGE) {
            Selection whole = delivery.pieces().first().orElseGet(() -> Selection.range(0, ElementCount.of(body)));
            if (whole.size() > 1) {
                return new Verdict.Split(whole);
            }
        }
        if (rotates(delivery)) {
            // Nothing else is left of it but refused ones when each had its turn; then they wait.
            int pieces = delivery.pieces().size();
            int turn = delivery.attempts() + 1;
            boolean allHadTheirTurn = turn % pieces == 0;
            return new Verdict.Rotate(
                    allHadTheirTurn ? schedule.pause(turn / pieces - 1, result.retryAfter()) : Duration.ZERO);
        }
        return new Verdict.TryAgain(schedule.pause(delivery.attempts(), result.retryAfter()), true);
    }

    /** One element among other pieces, each of which has its turn. */
    private boolean rotates(Delivery delivery) {
        Pieces pieces = delivery.pieces();
        return !ordered && pieces.hasMore() && pieces.first().stream().allMatch(piece -> piece.size() == 1);
    }

    /** How often it failed: of pieces that take turns each has its part of the attempts. */
    private int failures(Delivery delivery) {
        return rotates(delivery) ? delivery.attempts() / delivery.pieces().size() : delivery.attempts();
    }
}
