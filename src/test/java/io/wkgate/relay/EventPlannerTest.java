package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.wkgate.config.DestinationSettings.Order;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Header;
import io.wkgate.event.Message;
import io.wkgate.event.Selection;
import io.wkgate.store.CompressedBody;
import io.wkgate.store.NewDelivery;
import io.wkgate.store.NewEvent;
import io.wkgate.testing.EndOf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The promise: each destination that wants an event gets every element of it exactly once, in deliveries of at most 100, and
 * where a channel's order is promised each channel's elements in their order and in one lane.
 */
class EventPlannerTest {

    private static final Buffer BODY = Buffer.buffer("[the very bytes]");

    private static Vertx vertx;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(1));
    }

    @AfterAll
    static void close() {
        EndOf.vertx(vertx);
    }

    private static List<Message> messages(int count, IntFunction<String> channel) {
        return IntStream.range(0, count)
                .mapToObj(place -> new Message(
                        place,
                        place,
                        "",
                        "u1",
                        new ChannelKey(2, channel.apply(place)),
                        new Header(false, false, false),
                        0,
                        0,
                        0,
                        Buffer.buffer()))
                .toList();
    }

    private static EventPlanner planner(Destinations... destinations) {
        List<Destination> all = new ArrayList<>();
        for (Destinations destination : destinations) {
            all.add(new Destination(all.size() + 1, destination.settings()));
        }
        return new EventPlanner(vertx, all, destination -> false, new IntakeFirst(), (events, source) -> {});
    }

    private static NewEvent planned(EventPlanner planner, String event, List<Message> messages) {
        return planner.plan(event, messages, BODY).await().orElseThrow();
    }

    private static List<NewDelivery> deliveries(Order order, List<Message> messages) {
        return planner(Destinations.named("shop").inOrder(order))
                .plan("msg.notify", messages, BODY)
                .await()
                .orElseThrow()
                .deliveries();
    }

    @Test
    void onlyWhoWantsItGetsIt() {
        EventPlanner planner = planner(
                Destinations.named("chat").only("msg.notify"),
                Destinations.named("push").only("msg.offline", "msg.notify"),
                Destinations.named("all"));
        assertThat(planned(planner, "msg.offline", List.of()).deliveries())
                .extracting(NewDelivery::destination)
                .containsExactly(2, 3);
        assertThat(planned(planner, "msg.notify", messages(3, place -> "g")).deliveries())
                .extracting(NewDelivery::destination)
                .containsExactly(1, 2, 3);
        assertThat(planner.wants("something.new")).isTrue();
        EventPlanner picky = planner(Destinations.named("chat").only("msg.notify"));
        assertThat(picky.wants("something.new")).isFalse();
        assertThat(picky.plan("something.new", List.of(), BODY).await()).isEmpty();
    }

    @Test
    void aSmallBodyIsOneDeliveryOfTheWholeOfIt() {
        for (Order order : Order.values()) {
            assertThat(deliveries(order, messages(100, place -> "g")))
                    .singleElement()
                    .satisfies(delivery -> {
                        assertThat(delivery.part()).isEmpty();
                        assertThat(delivery.selection()).isEmpty();
                        assertThat(delivery.expiresAfter()).isEqualTo(Duration.ofHours(72));
                    });
        }
    }

    @Test
    void aLargeBodyIsCutAtEveryHundredth() {
        List<NewDelivery> deliveries = deliveries(Order.NONE, messages(250, place -> "g" + place));
        assertThat(deliveries).extracting(NewDelivery::part).containsExactly("0", "1", "2");
        assertThat(deliveries)
                .extracting(delivery -> delivery.selection().map(Selection::text))
                .containsExactly(Optional.of("0-99"), Optional.of("100-199"), Optional.of("200-249"));
        assertThat(deliveries)
                .allSatisfy(delivery -> assertThat(delivery.lane()).isZero());
    }

    @Test
    void channelsGoApartAndKeepTheirLane() {
        List<NewDelivery> deliveries = deliveries(Order.CHANNEL, messages(300, place -> "g" + place % 2));
        assertThat(deliveries).hasSize(4);
        assertThat(deliveries).extracting(NewDelivery::part).containsExactly("0", "1", "2", "3");
        assertThat(deliveries.stream().flatMap(delivery -> delivery.selection().orElseThrow().places().stream()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 300).boxed().toList());
        assertThat(deliveries.get(0).lane())
                .isEqualTo(deliveries.get(1).lane())
                .isNotEqualTo(deliveries.get(2).lane())
                .isEqualTo(deliveries(Order.CHANNEL, messages(1, place -> "g0"))
                        .get(0)
                        .lane());
        assertThat(deliveries).allSatisfy(delivery -> {
            assertThat(delivery.selection().orElseThrow().size()).isLessThanOrEqualTo(100);
            assertThat(delivery.lane()).isBetween(0, 1023);
        });
    }

    @Test
    void presenceKeepsItsOrderAndOfflineNeedsNone() {
        EventPlanner planner = planner(Destinations.named("shop").inOrder(Order.CHANNEL));
        assertThat(IntStream.range(0, 20)
                        .map(i -> lane(planner, "user.onlinestatus"))
                        .distinct())
                .hasSize(1);
        assertThat(IntStream.range(0, 20).map(i -> lane(planner, "msg.offline")).distinct())
                .hasSizeGreaterThan(10);
    }

    private static int lane(EventPlanner planner, String event) {
        return planned(planner, event, List.of()).deliveries().get(0).lane();
    }

    @Test
    void anEventHasItsBodyAndAnIdThatGrows() {
        EventPlanner planner = planner(Destinations.named("shop"));
        NewEvent first = planned(planner, "msg.offline", List.of());
        NewEvent second = planned(planner, "msg.offline", List.of());
        assertThat(CompressedBody.uncompress(first.body())).isEqualTo(BODY);
        assertThat(first.id().version()).isEqualTo(7);
        assertThat(second.id().toString()).isGreaterThan(first.id().toString());
    }

    @Test
    void aLargeBodyIsPackedOffTheEventLoopAndWhatIsAddedToItMeanwhileIsNotInIt() {
        EventPlanner planner = planner(Destinations.named("shop"));
        Buffer large = Buffer.buffer("7".repeat(700_000));
        Promise<NewEvent> packed = Promise.promise();
        List<Boolean> atOnce = new CopyOnWriteArrayList<>();
        CountDownLatch busy = new CountDownLatch(1);
        vertx.executeBlocking(() -> busy.await(60, TimeUnit.SECONDS), false);
        vertx.getOrCreateContext().runOnContext(now -> {
            atOnce.add(planner.plan("msg.offline", List.of(), BODY).isComplete());
            Future<Optional<NewEvent>> planned = planner.plan("msg.offline", List.of(), large);
            atOnce.add(planned.isComplete());
            large.appendString(" ");
            busy.countDown();
            planned.map(Optional::orElseThrow).onComplete(packed);
        });
        NewEvent event = packed.future().await();
        assertThat(atOnce).containsExactly(true, false);
        assertThat(event.body().length()).isLessThan(10_000);
        assertThat(CompressedBody.uncompress(event.body())).isEqualTo(large.slice(0, 700_000));
    }
}
