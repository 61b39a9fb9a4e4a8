package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.boot.Blocking;
import io.wkgate.testing.EndOf;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.TestNodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The promise: a node gets no more calls a second than are allowed, whoever asks first is first, and it gets fewer while it
 * or the database is slow or fails, but never none.
 */
class NodePaceTest {

    private static final long FAST = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(800);

    private final Vertx vertx = Vertx.vertx();
    private final KnownNode node = TestNodes.two(1);
    private final KnownNode other = TestNodes.two(2);

    @AfterEach
    void close() {
        EndOf.vertx(vertx);
    }

    @Test
    void callsAreSpreadEvenlyAndInTheOrderOfAsking() {
        NodePace pace = new NodePace(vertx, 100);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Future<Void>> turns = new ArrayList<>();
        long begun = System.nanoTime();
        for (int caller = 0; caller < 51; caller++) {
            int number = caller;
            turns.add(pace.turn(node).onSuccess(turn -> order.add(number)));
        }
        assertThat(turns.get(0).isComplete()).isTrue();
        assertThat(turns.get(2).isComplete()).isFalse();
        Blocking.await(Future.all(turns), Duration.ofSeconds(30));
        // What comes late is made up for by some milliseconds at most, so that it cannot be faster than that.
        assertThat(System.nanoTime() - begun).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(480));
        assertThat(order).isSorted().hasSize(51);
    }

    @Test
    void nobodySavesUpTurns() {
        NodePace pace = new NodePace(vertx, 2);
        assertThat(pace.turn(node).isComplete()).isTrue();
        assertThat(pace.turn(node).isComplete()).isFalse();
        assertThat(pace.turn(other).isComplete()).isTrue();
    }

    @Test
    void aNodeThatIsSlowOrFailsIsAskedLessUntilItIsWellAgain() {
        NodePace pace = new NodePace(vertx, 20);
        assertThat(pace.interval(node)).isEqualTo(Duration.ofMillis(50));
        pace.took(node, SLOW, false);
        pace.took(node, FAST, true);
        assertThat(pace.interval(node)).isEqualTo(Duration.ofMillis(200));
        assertThat(pace.interval(other)).isEqualTo(Duration.ofMillis(50));
        for (int call = 0; call < 20; call++) {
            pace.took(node, FAST, false);
        }
        assertThat(pace.interval(node)).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void whileTheDatabaseIsSlowEveryNodeIsAskedLess() {
        NodePace pace = new NodePace(vertx, 20);
        pace.databaseTook(SLOW, false);
        assertThat(pace.interval(node)).isEqualTo(Duration.ofMillis(100));
        assertThat(pace.interval(other)).isEqualTo(Duration.ofMillis(100));
    }

    /** With nothing to repair the database tells nothing more, and sweeps would stay slow for ever. */
    @Test
    void whatWasSlowIsForgottenWhereNothingMoreIsHeardOfIt() {
        AtomicLong nanos = new AtomicLong();
        NodePace pace = new NodePace(vertx, 20, nanos::get);
        for (int call = 0; call < 10; call++) {
            pace.databaseTook(SLOW, false);
        }
        assertThat(pace.interval(node)).isEqualTo(Duration.ofMillis(3200));
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(4999));
        assertThat(pace.interval(node)).isEqualTo(Duration.ofMillis(3200));
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        assertThat(pace.interval(node)).isEqualTo(Duration.ofMillis(2560));
        pace.databaseTook(FAST, false);
        assertThat(pace.interval(node)).isEqualTo(Duration.ofMillis(2048));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(3));
        assertThat(pace.interval(node)).isEqualTo(Duration.ofMillis(2048));
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(2));
        assertThat(pace.interval(node)).isEqualTo(Duration.ofMillis(50));
        pace.took(node, SLOW, false);
        assertThat(pace.interval(node)).isEqualTo(Duration.ofMillis(100));
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(2));
        assertThat(pace.interval(node)).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void howeverSickItIsItIsAskedNowAndThen() {
        NodePace often = new NodePace(vertx, 20);
        NodePace rarely = new NodePace(vertx, 1);
        for (int call = 0; call < 100; call++) {
            often.took(node, SLOW, true);
            often.databaseTook(SLOW, true);
            rarely.took(node, SLOW, true);
        }
        assertThat(often.interval(node)).isEqualTo(Duration.ofSeconds(5));
        assertThat(rarely.interval(node)).isEqualTo(Duration.ofSeconds(5));
    }
}
