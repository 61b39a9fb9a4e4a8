package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.config.DestinationSettings.Order;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: one message that a receiver refuses does not cost the others of its delivery. What is refused three times is
 * cut in half until the bad one stands alone, and that one alone becomes a dead letter.
 */
@ExtendWith(DatabaseServerExtension.class)
class SplitTest {

    /** 100, 50, 25, 13, 7, 4 and 2 with the bad one three times each, and each time the other half once. */
    private static final int REQUESTS_UNTIL_ALONE = 7 * 3 + 7;

    private static int[] ids(int count) {
        return IntStream.rangeClosed(1, count).toArray();
    }

    private static List<Object> without(int count, Integer... bad) {
        Set<Integer> without = Set.of(bad);
        return IntStream.rangeClosed(1, count)
                .filter(id -> !without.contains(id))
                .mapToObj(id -> (Object) id)
                .toList();
    }

    private static void refuse(RelayFixture relay, int status, Set<Object> bad) {
        relay.receiver("shop")
                .answers(got -> got.elements().stream().anyMatch(bad::contains)
                        ? FakeReceiver.refused(status)
                        : FakeReceiver.delivered());
    }

    private static List<Object> delivered(RelayFixture relay, Set<Object> bad) {
        return relay.receiver("shop").got().stream()
                .filter(got -> got.elements().stream().noneMatch(bad::contains))
                .flatMap(got -> got.elements().stream())
                .toList();
    }

    private static void waitForLetter(ConnectionDetails database, int count) {
        await().untilAsserted(
                        () -> assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 0"))
                                .isZero());
        await().untilAsserted(() -> assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_dead_letter"))
                .isEqualTo(count));
    }

    @Test
    void aReceiverThatRefusesWhoeverAsksSplitsNothing(ConnectionDetails database) throws Exception {
        Destinations destination = Destinations.named("shop")
                .pauses(Duration.ofMillis(20), Duration.ofMillis(50))
                .triedFor(Duration.ofSeconds(60));
        try (RelayFixture relay = RelayFixture.start(database, destination)) {
            AtomicInteger left = new AtomicInteger(5);
            relay.receiver("shop")
                    .answers(got -> left.getAndDecrement() > 0 ? FakeReceiver.refused(401) : FakeReceiver.delivered());
            relay.receive("g1", ids(10));
            await().untilAsserted(() -> assertThat(relay.receiver("shop").got()).hasSize(6));
            assertThat(relay.receiver("shop").got())
                    .allSatisfy(got -> assertThat(got.elements()).hasSize(10));
            assertThat(relay.metric("wkgate.relay.splits", "shop")).isZero();
        }
    }

    @Test
    void theBadOneEndsAloneAndTheOthersCome(ConnectionDetails database) throws Exception {
        Destinations destination = Destinations.named("shop").triedFor(Duration.ofSeconds(8));
        try (LogCapture log = LogCapture.open();
                RelayFixture relay = RelayFixture.start(database, destination)) {
            Set<Object> bad = Set.of(42);
            refuse(relay, 400, bad);
            relay.receive("g1", ids(100));
            waitForLetter(database, 1);

            assertThat(delivered(relay, bad)).containsExactlyElementsOf(without(100, 42));
            List<FakeReceiver.Got> got = relay.receiver("shop").got();
            int alone = IntStream.range(0, got.size())
                    .filter(i -> got.get(i).elements().equals(List.of(42)))
                    .findFirst()
                    .orElseThrow();
            assertThat(got.stream()
                            .filter(it ->
                                    it.elements().size() > 1 || !it.elements().contains(42)))
                    .hasSize(REQUESTS_UNTIL_ALONE);
            assertThat(alone).isLessThanOrEqualTo(REQUESTS_UNTIL_ALONE);
            assertThat(relay.metric("wkgate.relay.splits", "shop")).isEqualTo(7);
            assertThat(Sql.column(database, "SELECT CONVERT(bytes USING utf8mb4) FROM wkgate_dead_letter")
                            .get(0))
                    .contains("\"webhook_id\":\"" + got.get(alone).webhookId() + "\"");
            assertThat(got.get(alone).webhookId()).endsWith("_41-41");
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("ERROR"))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .contains(got.get(alone).webhookId())
                            .contains("shop"));
            // One request is one set of elements, however often it was tried.
            assertThat(got.stream()
                            .collect(Collectors.groupingBy(
                                    FakeReceiver.Got::webhookId,
                                    Collectors.mapping(FakeReceiver.Got::elements, Collectors.toSet()))))
                    .allSatisfy((id, elements) -> assertThat(elements).hasSize(1));
        }
    }

    @Test
    void inOrderTheBadOneHoldsUpTheOthersButCostsNone(ConnectionDetails database) throws Exception {
        Destinations destination =
                Destinations.named("shop").inOrder(Order.STRICT).triedFor(Duration.ofSeconds(5));
        try (RelayFixture relay = RelayFixture.start(database, destination)) {
            Set<Object> bad = Set.of(3);
            refuse(relay, 422, bad);
            relay.receive("g1", ids(8));
            relay.receive("g1", 9, 10);
            waitForLetter(database, 1);

            assertThat(delivered(relay, bad)).containsExactlyElementsOf(without(10, 3));
            // The piece that is dead is a row of its own, with its attempts; the row it came from was delivered.
            List<String> dead = Sql.column(
                    database,
                    "SELECT CONCAT(part, ' ', selection, ' ', attempts) FROM wkgate_delivery WHERE state = 2");
            assertThat(dead).hasSize(1);
            assertThat(dead.get(0)).startsWith("2-2 2 ");
            assertThat(Sql.number(
                            database,
                            "SELECT COUNT(*) FROM wkgate_delivery_attempt a JOIN wkgate_delivery d"
                                    + " ON d.id = a.delivery_id WHERE d.state = 2"))
                    .isEqualTo(Math.min(
                            AttemptRows.KEPT,
                            Sql.number(database, "SELECT attempts FROM wkgate_delivery WHERE state = 2")))
                    .isGreaterThan(3);
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 1"))
                    .isEqualTo(2);
        }
    }

    @Test
    void withoutOrderTheGoodOnesDoNotWaitForTheBad(ConnectionDetails database) throws Exception {
        // Hours of pause for whatever fails often: the good ones must not stand behind it.
        Destinations destination = Destinations.named("shop").pauses(Duration.ofMillis(10), Duration.ofMillis(400));
        try (RelayFixture relay = RelayFixture.start(database, destination)) {
            Set<Object> bad = new TreeSet<>(List.of(1, 2, 5));
            refuse(relay, 413, bad);
            relay.receive("g1", ids(8));
            await().until(() -> delivered(relay, bad).size() == 5);
            assertThat(delivered(relay, bad)).containsExactlyInAnyOrderElementsOf(without(8, 1, 2, 5));
            await().untilAsserted(() -> assertThat(
                            Sql.column(database, "SELECT selection FROM wkgate_delivery WHERE state = 0"))
                    .singleElement()
                    .satisfies(selection -> assertThat(selection.split(";")).containsExactlyInAnyOrder("0", "1", "4")));
        }
    }

    @Test
    void whatIsTooLargeIsCutAtOnce(ConnectionDetails database) throws Exception {
        try (RelayFixture relay = RelayFixture.start(database, Destinations.named("shop"))) {
            relay.receiver("shop")
                    .answers(got -> got.elements().size() > 25 ? FakeReceiver.refused(413) : FakeReceiver.delivered());
            relay.receive("g1", ids(100));
            await().untilAsserted(() -> assertThat(
                            Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 1"))
                    .isEqualTo(1));
            // 100, 50, 25, 25, 50, 25, 25
            assertThat(relay.receiver("shop").got()).hasSize(7);
            assertThat(relay.receiver("shop").got())
                    .extracting(got -> got.webhookId().replaceFirst("evt_[0-9a-f]{32}", ""))
                    .containsExactly("", "_0-49", "_0-24", "_25-49", "_50-99", "_50-74", "_75-99");
        }
    }

    @Test
    void aDeadPieceIsReplayedUnderItsOwnId(ConnectionDetails database) throws Exception {
        Destinations destination = Destinations.named("shop").triedFor(Duration.ofSeconds(2));
        try (RelayFixture relay = RelayFixture.start(database, destination)) {
            Set<Object> bad = Set.of(2);
            refuse(relay, 413, bad);
            relay.receive("g1", ids(2));
            waitForLetter(database, 1);
            String deadId = relay.receiver("shop").got().stream()
                    .filter(got -> got.elements().equals(List.of(2)))
                    .findFirst()
                    .orElseThrow()
                    .webhookId();

            relay.receiver("shop").got().clear();
            relay.receiver("shop").answers(got -> FakeReceiver.delivered());
            long row = Sql.number(database, "SELECT id FROM wkgate_delivery WHERE state = 2");
            assertThat(relay.await(relay.desk().replay(row))).isTrue();
            await().untilAsserted(() -> assertThat(relay.receiver("shop").got()).hasSize(1));
            assertThat(relay.receiver("shop").got().get(0).webhookId()).isEqualTo(deadId);
            assertThat(relay.receiver("shop").elements()).containsExactly(2);
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_dead_letter"))
                    .isZero();
        }
    }
}
