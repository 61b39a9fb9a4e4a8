package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.wkgate.config.DestinationSettings.Order;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: of an ordered destination no message is sent before the one in front of it is delivered, and never two of one
 * channel, or with {@code strict} two at all, are on their way at once, whichever replica sends them.
 */
@ExtendWith(DatabaseServerExtension.class)
class OrderTest {

    private static final int PER_CHANNEL = 40;

    /** A receiver behind both replicas that is slow, fails now and then and notices what comes out of order. */
    private static final class Watcher {

        private final Random chance = new Random(5);
        private final Order order;
        private final Set<Object> busy = new HashSet<>();
        private final Map<Object, List<Integer>> delivered = new HashMap<>();
        private final List<String> overlaps = new ArrayList<>();

        Watcher(Order order) {
            this.order = order;
        }

        private Object line(int id) {
            return order == Order.STRICT ? "all" : id / 1000;
        }

        synchronized Future<AttemptResult> take(FakeReceiver.Got got) {
            Set<Object> lines = new HashSet<>();
            got.elements().forEach(id -> lines.add(line((int) id)));
            lines.forEach(line -> {
                if (!busy.add(line)) {
                    overlaps.add(line + " while " + got);
                }
            });
            boolean fails = chance.nextInt(8) == 0;
            long millis = chance.nextInt(4);
            return Future.fromCompletionStage(CompletableFuture.supplyAsync(
                    () -> end(got, lines, fails), CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS)));
        }

        private synchronized AttemptResult end(FakeReceiver.Got got, Set<Object> lines, boolean fails) {
            busy.removeAll(lines);
            if (fails) {
                return FakeReceiver.failed();
            }
            got.elements()
                    .forEach(id -> delivered
                            .computeIfAbsent(line((int) id), line -> new ArrayList<>())
                            .add((int) id));
            return FakeReceiver.delivered();
        }

        synchronized int count() {
            return delivered.values().stream().mapToInt(List::size).sum();
        }
    }

    private static void deliver(ConnectionDetails database, Order order, int channels) throws Exception {
        Destinations destination = Destinations.named("shop").inOrder(order);
        Watcher watcher = new Watcher(order);
        try (RelayFixture one = RelayFixture.open(database, destination);
                RelayFixture two = RelayFixture.open(database, destination)) {
            one.receiver("shop").answersLater(watcher::take);
            two.receiver("shop").answersLater(watcher::take);
            one.start();
            two.start();
            for (int n = 1; n <= PER_CHANNEL; n++) {
                int[] ids = new int[channels];
                for (int channel = 0; channel < channels; channel++) {
                    ids[channel] = channel * 1000 + n;
                }
                (n % 2 == 0 ? one : two).receive("mixed", id -> "g" + id / 1000, ids);
            }
            await().until(() -> watcher.count() >= PER_CHANNEL * channels);
            await().untilAsserted(() -> assertThat(
                            Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state <> 1"))
                    .isZero());
            assertThat(watcher.overlaps).isEmpty();
            for (int channel = 0; channel < channels; channel++) {
                int begin = channel * 1000;
                Object line = watcher.line(begin);
                assertThat(watcher.delivered.get(line).stream().filter(id -> id / 1000 * 1000 == begin))
                        .containsExactlyElementsOf(IntStream.rangeClosed(begin + 1, begin + PER_CHANNEL)
                                .boxed()
                                .toList());
            }
            assertThat(one.receiver("shop").got()).isNotEmpty();
            assertThat(two.receiver("shop").got()).isNotEmpty();
        }
    }

    @Test
    void aChannelIsInOrder(ConnectionDetails database) throws Exception {
        deliver(database, Order.CHANNEL, 12);
        assertThat(Sql.number(database, "SELECT COUNT(DISTINCT lane) FROM wkgate_delivery"))
                .isGreaterThan(6);
    }

    @Test
    void everythingIsInOrder(ConnectionDetails database) throws Exception {
        deliver(database, Order.STRICT, 3);
    }

    @Test
    void betweenTwoOfAChannelNobodyWaits(ConnectionDetails database) throws Exception {
        Destinations destination = Destinations.named("shop").inOrder(Order.CHANNEL);
        try (RelayFixture relay = RelayFixture.open(database, destination)) {
            for (int id = 1; id <= 400; id++) {
                relay.receive("g1", id);
            }
            relay.start();
            // With a look every half a second this would take more than three minutes.
            await().until(() -> relay.receiver("shop").elements().size() == 400);
            assertThat(relay.receiver("shop").elements())
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 400)
                            .mapToObj(id -> (Object) id)
                            .toList());
        }
    }
}
