package io.wkgate.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.testing.GatewayProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The promise: a repair that is interrupted goes on, whoever dies in the middle of it, and several replicas repair side by side. It
 * is slowed down so that there is a middle.
 */
class InterruptedRepairTest {

    private static final int LOST = 400;
    private static final int PIECE = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Setup slow() {
        return Setup.simulated("v2.0.10", 0.5)
                .with("WKGATE_GAP_PAGE", "10")
                .with("WKGATE_GAP_RATE", "8")
                .with("WKGATE_GAP_IN_FLIGHT", "1");
    }

    @Test
    void theGatewayIsKilledInTheMiddle() throws Exception {
        try (Stage stage = new Stage(slow())) {
            Count began = Count.of(stage, Set.of());
            Instant ended = lose(stage);
            for (int kill = 1; kill <= 2; kill++) {
                awaitTheMiddle(stage, kill * PIECE);
                stage.gateway().kill();
                assertThat(stage.gaps().open()).as("killed in the middle").isPositive();
                stage.gateway().restart();
            }

            OutageTest.assertWhole(
                    Ending.of(stage, began).await("gateway killed twice in the middle of a repair", ended, PATIENCE));
        }
    }

    @Test
    void upstreamGoesAwayInTheMiddle() throws Exception {
        try (Stage stage = new Stage(slow())) {
            Count began = Count.of(stage, Set.of());
            Instant ended = lose(stage);
            awaitTheMiddle(stage, PIECE);
            stage.upstream().kill();
            assertThat(stage.gaps().open()).as("away in the middle").isPositive();
            Outage.pass(Duration.ofSeconds(3));
            stage.upstream().restart();

            OutageTest.assertWhole(
                    Ending.of(stage, began).await("upstream away in the middle of a repair", ended, PATIENCE));
        }
    }

    @Test
    void twoReplicasRepairSideBySideAndOneDies() throws Exception {
        try (Stage stage = new Stage(slow().with("WKGATE_GAP_GRACE", "2s"), 2)) {
            Count began = Count.of(stage, Set.of());
            Instant ended = lose(stage);
            awaitTheMiddle(stage, PIECE);
            stage.gateway().kill();
            assertThat(stage.gaps().open()).as("killed in the middle").isPositive();

            OutageTest.assertWhole(Ending.of(stage, began)
                    .await("two replicas, one killed in the middle of a repair", ended, PATIENCE));
        }
    }

    /** The gateways are away while messages are sent to two channels, and are there again; the time at which they were. */
    private static Instant lose(Stage stage) throws Exception {
        List<Room> rooms = List.of(stage.open(Room.group("g1", "u1", "u2")), stage.open(Room.persons("u1", "u2")));
        rooms.forEach(room -> stage.say("u1", room, PIECE));
        stage.awaitStored(rooms);
        await().until(() -> stage.gaps().arrivals() == 0);
        assertThat(stage.gaps().ever()).as("found although nothing was lost").isZero();

        for (GatewayProcess gateway : stage.gateways()) {
            gateway.kill();
        }
        for (Room room : rooms) {
            CompletableFuture.allOf(Stream.generate(() -> stage.say(Said.message("u1", room)))
                            .limit(LOST)
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
        await().until(() -> stage.lost().orElseThrow().size() >= rooms.size() * LOST);
        for (GatewayProcess gateway : stage.gateways()) {
            gateway.restart();
        }
        Instant ended = Instant.now();
        rooms.forEach(room -> stage.say("u1", room, 1));
        return ended;
    }

    private static void awaitTheMiddle(Stage stage, int repaired) {
        await().pollInterval(Duration.ofMillis(50)).until(() -> stage.gaps().repaired() >= repaired);
    }
}
