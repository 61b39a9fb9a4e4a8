package io.wkgate.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.wkgate.upstream.SampleUpstream;
import io.wkgate.upstream.UpstreamException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The promise: what upstream never answers is gone on without, soon if it answers others, late if it answers nobody, and never
 * if it is not there.
 */
class StrikesTest {

    private static final int SPARED_AFTER = 5;

    private final Strikes strikes = new Strikes();

    /** A page of which the first so many tasks fail; asked as a run that spares the others when the first five fail. */
    private boolean attempt(int tasks, int sick, UpstreamException failure) {
        List<SweepTask> page = IntStream.range(0, tasks)
                .mapToObj(number ->
                        new SweepTask(Integer.toString(number), node -> Future.succeededFuture(SweepTally.SAME)))
                .toList();
        Map<String, UpstreamException> failed = new LinkedHashMap<>();
        int done = 0;
        List<SweepTask> order = strikes.inOrder(page);
        for (int place = 0; place < tasks; place++) {
            String name = order.get(place).name();
            if (done == 0 && failed.size() == SPARED_AFTER) {
                Set<String> spared = Set.copyOf(order.subList(place, tasks).stream()
                        .map(SweepTask::name)
                        .toList());
                return strikes.out(new SweepPageRun.Result(SweepTally.NOTHING, 0, failed, spared));
            } else if (Integer.parseInt(name) < sick) {
                failed.put(name, failure);
            } else {
                done++;
            }
        }
        return strikes.out(new SweepPageRun.Result(new SweepTally(done, 0, 0), done, failed, Set.of()));
    }

    private int attemptsUntilOut(int tasks, int sick) {
        int attempts = 1;
        while (!attempt(tasks, sick, SampleUpstream.noAnswer())) {
            attempts++;
            assertThat(attempts).isLessThan(1000);
        }
        return attempts;
    }

    @Test
    void oneOfManyIsOutSoon() {
        assertThat(attemptsUntilOut(100, 1)).isEqualTo(3);
    }

    @Test
    void neighboursAreOutAsSoonAsOthersWereAnsweredBesideThem() {
        assertThat(attemptsUntilOut(100, 17)).isEqualTo(6);
    }

    @Test
    void aloneItTakesLonger() {
        assertThat(attemptsUntilOut(1, 1)).isEqualTo(20);
    }

    @Test
    void aPageOfWhichNothingIsAnsweredIsOutInTheEnd() {
        assertThat(attemptsUntilOut(100, 100)).isEqualTo(60);
    }

    @Test
    void anUpstreamThatIsAwayIsWaitedFor() {
        for (int attempt = 0; attempt < 1000; attempt++) {
            assertThat(attempt(10, 10, SampleUpstream.notConnected())).isFalse();
        }
        assertThat(attemptsUntilOut(10, 1)).isEqualTo(3);
    }

    @Test
    void whoWasSparedIsAskedFirst() {
        assertThat(attempt(7, 5, SampleUpstream.noAnswer())).isFalse();
        List<SweepTask> page = IntStream.range(0, 7)
                .mapToObj(number ->
                        new SweepTask(Integer.toString(number), node -> Future.succeededFuture(SweepTally.SAME)))
                .toList();
        assertThat(strikes.inOrder(page))
                .extracting(SweepTask::name)
                .containsExactly("5", "6", "0", "1", "2", "3", "4");
    }
}
