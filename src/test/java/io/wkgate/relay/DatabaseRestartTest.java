package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The promise: whatever happens to the database in the middle of delivering, nothing is lost, what was delivered is noted when
 * it is back, and the log says so once.
 */
class DatabaseRestartTest {

    private static final int EVENTS = 2000;
    private static final int SOME = 200;

    private static Set<Object> all() {
        return new HashSet<>(IntStream.rangeClosed(1, EVENTS).boxed().toList());
    }

    private static void fill(RelayFixture relay) {
        for (int from = 1; from <= EVENTS; from += 100) {
            for (int id = from; id < from + 100; id++) {
                relay.receive("g1", id);
            }
        }
    }

    /** Answers some, and the rest when the future is completed, so that there is something to note when the database is away. */
    private static CompletableFuture<Void> upToSome(RelayFixture relay) {
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        AtomicInteger asked = new AtomicInteger();
        relay.receiver("shop")
                .answersLater(got -> asked.incrementAndGet() <= SOME
                        ? Future.succeededFuture(FakeReceiver.delivered())
                        : Future.fromCompletionStage(goOn.thenApplyAsync(any -> FakeReceiver.delivered())));
        return goOn;
    }

    private static void waitForAll(RelayFixture relay, ConnectionDetails database) {
        await().until(() ->
                relay.receiver("shop").elements().stream().distinct().count() == EVENTS);
        await().ignoreExceptions()
                .until(() -> Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 1") == EVENTS);
        assertThat(new HashSet<>(relay.receiver("shop").elements())).isEqualTo(all());
    }

    @Test
    void itIsKilledAndComesBack() throws Exception {
        try (DatabaseServer server = DatabaseServer.start();
                LogCapture log = LogCapture.open()) {
            ConnectionDetails database = server.createDatabase();
            // A lease that is over soon: what a lost answer of the database leaves claimed is taken up again.
            Destinations destination = Destinations.named("shop").atOnce(8);
            try (RelayFixture relay = RelayFixture.open(database, destination)) {
                fill(relay);
                CompletableFuture<Void> goOn = upToSome(relay);
                relay.start();
                await().until(() -> relay.receiver("shop").got().size() > 200);
                server.kill();
                goOn.complete(null);
                await().until(() -> log.lines().stream().anyMatch(line -> line.contains("deliveries wait")));
                server.restart();
                await().until(() ->
                        relay.receiver("shop").elements().stream().distinct().count() >= EVENTS - 64);
                // What was claimed when the database went away is due when its lease is over; nobody waits for that
                // here.
                Sql.run(database, "UPDATE wkgate_delivery SET due_at = UTC_TIMESTAMP(3) WHERE state = 0");
                waitForAll(relay, database);
                assertThat(log.lines())
                        .filteredOn(line -> line.startsWith("WARN") && line.contains("database"))
                        .hasSize(1);
                assertThat(log.lines())
                        .filteredOn(line -> line.contains("deliveries go on"))
                        .hasSize(1);
                // Those that were on their way then were delivered once, for their completion was kept.
                assertThat(relay.receiver("shop").elements().size() - EVENTS).isLessThanOrEqualTo(16);
            }
        }
    }

    @Test
    void itIsReadOnlyForAWhile() throws Exception {
        try (DatabaseServer server = DatabaseServer.start();
                LogCapture log = LogCapture.open()) {
            ConnectionDetails database = server.createDatabase();
            try (RelayFixture relay =
                    RelayFixture.open(database, Destinations.named("shop").atOnce(8))) {
                fill(relay);
                CompletableFuture<Void> goOn = upToSome(relay);
                relay.start();
                await().until(() -> relay.receiver("shop").got().size() > 200);
                server.readOnly(true);
                goOn.complete(null);
                await().until(() -> log.lines().stream().anyMatch(line -> line.contains("deliveries wait")));
                int sent = relay.receiver("shop").got().size();
                await().during(Duration.ofMillis(1500))
                        .until(() -> relay.receiver("shop").got().size() <= sent + 16);
                server.readOnly(false);
                waitForAll(relay, database);
                assertThat(relay.receiver("shop").elements()).doesNotHaveDuplicates();
                assertThat(log.lines())
                        .filteredOn(line -> line.startsWith("WARN") && line.contains("database"))
                        .hasSize(1);
            }
        }
    }
}
