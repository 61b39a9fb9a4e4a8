package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.wkgate.event.Selection;
import io.wkgate.store.Source;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The promise: whose fault a failure was decides what happens to the delivery. */
class JudgeTest {

    private static final Buffer TEN = Buffer.buffer("[0,1,2,3,4,5,6,7,8,9]");

    private static final RetrySchedule SCHEDULE = new RetrySchedule(
            Destinations.named("shop")
                    .pauses(Duration.ofSeconds(1), Duration.ofHours(1))
                    .settings(),
            () -> 0);

    private static Delivery delivery(String selection, int attempts, int refusals) {
        return new Delivery(
                1,
                UUID.randomUUID(),
                "",
                Pieces.parse(selection.isEmpty() ? null : selection),
                !selection.isEmpty(),
                0,
                attempts,
                refusals,
                "msg.notify",
                Source.WEBHOOK,
                Buffer.buffer(),
                null,
                0,
                Buffer.buffer());
    }

    private static Verdict judge(boolean ordered, AttemptResult result, Delivery delivery) {
        return new Judge(ordered, SCHEDULE).of(result, delivery, TEN);
    }

    private static Verdict again(int seconds, boolean refused) {
        return new Verdict.TryAgain(Duration.ofSeconds(seconds), refused);
    }

    @Test
    void everyOutcomeHasItsVerdict() {
        Delivery first = delivery("", 0, 0);
        assertThat(judge(false, FakeReceiver.delivered(), first)).isEqualTo(new Verdict.Delivered());
        assertThat(judge(false, FakeReceiver.gone(), first)).isEqualTo(new Verdict.Stop());
        for (Outcome outcome : List.of(
                Outcome.FAILED, Outcome.TIMED_OUT, Outcome.UNREACHABLE, Outcome.FORBIDDEN_ADDRESS, Outcome.BUSY)) {
            assertThat(judge(false, FakeReceiver.result(outcome, 0, ""), delivery("", 3, 2)))
                    .isEqualTo(again(8, false));
        }
        assertThat(judge(false, FakeReceiver.busy(Duration.ofMinutes(1)), first))
                .isEqualTo(again(60, false));
    }

    @Test
    void theThirdRefusalInARowSplits() {
        assertThat(judge(false, FakeReceiver.refused(400), delivery("", 0, 0))).isEqualTo(again(1, true));
        assertThat(judge(false, FakeReceiver.refused(400), delivery("", 1, 1))).isEqualTo(again(2, true));
        assertThat(judge(false, FakeReceiver.refused(400), delivery("", 2, 2)))
                .isEqualTo(new Verdict.Split(Selection.range(0, 10)));
        assertThat(judge(true, FakeReceiver.refused(400), delivery("0-4;5-9", 2, 2)))
                .isEqualTo(new Verdict.Split(Selection.range(0, 5)));
        assertThat(judge(false, FakeReceiver.refused(413), delivery("", 0, 0)))
                .isEqualTo(new Verdict.Split(Selection.range(0, 10)));
    }

    @Test
    void oneElementIsNotSplitAndOneRequestOfOneThingNeither() {
        assertThat(judge(true, FakeReceiver.refused(413), delivery("3;4-9", 0, 5)))
                .isEqualTo(again(1, true));
        assertThat(new Judge(false, SCHEDULE)
                        .of(FakeReceiver.refused(413), delivery("", 0, 5), Buffer.buffer("{\"one\":1}")))
                .isEqualTo(again(1, true));
    }

    @Test
    void withoutOrderTheOthersGoFirstAndThenAllWait() {
        assertThat(judge(false, FakeReceiver.refused(400), delivery("3;4;5-9", 0, 0)))
                .isEqualTo(new Verdict.Rotate(Duration.ZERO));
        // Each of the three had its turn.
        assertThat(judge(false, FakeReceiver.refused(400), delivery("3;4;7", 2, 0)))
                .isEqualTo(new Verdict.Rotate(Duration.ofSeconds(1)));
        assertThat(judge(false, FakeReceiver.refused(400), delivery("3;4;7", 5, 0)))
                .isEqualTo(new Verdict.Rotate(Duration.ofSeconds(2)));
        assertThat(judge(false, FakeReceiver.refused(400), delivery("3", 2, 7))).isEqualTo(again(4, true));
    }

    @Test
    void theAttemptsOfOthersDoNotMakeThePauseLonger() {
        // Three had three turns each, so it is a fourth failure.
        assertThat(judge(false, FakeReceiver.failed(), delivery("3;4;7", 9, 0))).isEqualTo(again(8, false));
        assertThat(judge(false, FakeReceiver.failed(), delivery("3;4;7", 1, 0))).isEqualTo(again(1, false));
        // These are all its own.
        assertThat(judge(true, FakeReceiver.failed(), delivery("3;4;7", 9, 0))).isEqualTo(again(512, false));
        assertThat(judge(false, FakeReceiver.failed(), delivery("3-4;7", 3, 0))).isEqualTo(again(8, false));
        assertThat(judge(false, FakeReceiver.failed(), delivery("3", 3, 0))).isEqualTo(again(8, false));
    }
}
