package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.wkgate.testing.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The promise: however many ask, the source is asked once at a time and for a tenth of the time at most. */
class RememberedTest {

    private final SettableClock clock = new SettableClock();
    private final List<Promise<Integer>> asked = new ArrayList<>();
    private final Remembered<Integer> remembered = new Remembered<>(clock, () -> {
        asked.add(Promise.promise());
        return asked.get(asked.size() - 1).future();
    });

    private void answer(Duration after, int answer) {
        clock.advance(after);
        asked.get(asked.size() - 1).complete(answer);
    }

    @Test
    void allWhoAskMeanwhileGetOneAnswer() {
        Future<Integer> first = remembered.get();
        clock.advance(Duration.ofHours(1));
        Future<Integer> second = remembered.get();
        answer(Duration.ZERO, 7);
        assertThat(first.result()).isEqualTo(7);
        assertThat(second.result()).isEqualTo(7);
        assertThat(asked).hasSize(1);
    }

    @Test
    void theAnswerIsKeptForTwoSeconds() {
        remembered.get();
        answer(Duration.ZERO, 7);
        clock.advance(Duration.ofMillis(1999));
        assertThat(remembered.get().result()).isEqualTo(7);
        clock.advance(Duration.ofMillis(1));
        assertThat(remembered.get().isComplete()).isFalse();
        assertThat(asked).hasSize(2);
    }

    @Test
    void oneThatTookLongIsKeptTenTimesAsLong() {
        remembered.get();
        answer(Duration.ofSeconds(3), 7);
        clock.advance(Duration.ofMillis(29_999));
        assertThat(remembered.get().result()).isEqualTo(7);
        clock.advance(Duration.ofMillis(1));
        remembered.get();
        assertThat(asked).hasSize(2);
    }

    @Test
    void aFailureIsNotKept() {
        Future<Integer> failing = remembered.get();
        asked.get(0).fail("away");
        assertThat(failing.failed()).isTrue();
        remembered.get();
        answer(Duration.ZERO, 8);
        assertThat(remembered.get().result()).isEqualTo(8);
        assertThat(asked).hasSize(2);
    }

    @Test
    void whatIsForgottenIsAskedForAgainAlsoWhileAnAnswerIsOnItsWay() {
        remembered.get();
        remembered.forget();
        Future<Integer> after = remembered.get();
        asked.get(0).complete(7);
        asked.get(1).complete(8);
        assertThat(after.result()).isEqualTo(8);
        assertThat(remembered.get().result()).isEqualTo(8);
        assertThat(asked).hasSize(2);
    }
}
