package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: at most one process holds a lease, and what one does that has lost it is not committed. */
@ExtendWith(DatabaseServerExtension.class)
class LeasesTest {

    private static final String NAME = "finder";
    private static final Duration LONG = Duration.ofMinutes(10);

    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();
    private ConnectionDetails details;
    private StoreFixture store;
    private Leases one;
    private Leases other;

    @BeforeEach
    void open(ConnectionDetails database) {
        details = database;
        store = StoreFixture.open(database);
        one = new Leases(store.database(), first);
        other = new Leases(store.database(), second);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private boolean take(Leases leases) {
        return leases.takeOrKeep(NAME, LONG).await();
    }

    private Leases.Lease lease() {
        return one.find(NAME).await().orElseThrow();
    }

    /** All that has been noted is so much longer ago. */
    private void pass(Duration duration) throws Exception {
        Sql.run(
                details,
                "UPDATE wkgate_lease SET expires_at = TIMESTAMPADD(SECOND, -%1$d, expires_at),"
                                .formatted(duration.toSeconds())
                        + " beat_at = TIMESTAMPADD(SECOND, -%1$d, beat_at)".formatted(duration.toSeconds()));
    }

    @Test
    void oneHasItAndTheOtherGetsItWhenItIsGivenBack() {
        assertThat(one.find(NAME).await()).isEmpty();
        assertThat(take(one)).isTrue();
        assertThat(take(other)).isFalse();
        assertThat(take(one)).isTrue();
        assertThat(lease().holder()).contains(first);
        other.release(NAME).await();
        assertThat(take(other)).isFalse();
        one.release(NAME).await();
        assertThat(lease().holder()).isEmpty();
        assertThat(take(other)).isTrue();
        assertThat(lease().holder()).contains(second);
        assertThat(one.takeOrKeep("another", LONG).await()).isTrue();
    }

    @Test
    void whoDoesNotBeatLosesIt() throws Exception {
        take(one);
        pass(LONG.minusSeconds(60));
        assertThat(take(other)).isFalse();
        assertThat(take(one)).isTrue();
        pass(LONG.minusSeconds(60));
        assertThat(take(other)).isFalse();
        pass(Duration.ofSeconds(61));
        assertThat(take(other)).isTrue();
        assertThat(take(one)).isFalse();
    }

    @Test
    void whoLooksSeesWhichAreHeldAndWhichWereAbandoned() throws Exception {
        assertThat(one.held().await()).isEmpty();
        take(one);
        other.takeOrKeep("another", LONG).await();
        assertThat(one.held().await())
                .extracting(Leases.Lease::name, lease -> lease.holder().orElseThrow())
                .containsExactly(tuple("another", second), tuple(NAME, first));
        assertThat(other.abandoned(NAME, Instant.EPOCH).await()).isFalse();
        one.release(NAME).await();
        assertThat(other.held().await()).extracting(Leases.Lease::name).containsExactly("another");
        assertThat(other.abandoned(NAME, Instant.EPOCH).await()).isFalse();
        take(one);
        pass(LONG.plusSeconds(1));
        assertThat(other.held().await()).isEmpty();
        assertThat(other.abandoned(NAME, Instant.EPOCH).await()).isTrue();
        assertThat(other.abandoned(NAME, lease().beatAt()).await()).isTrue();
        assertThat(other.abandoned(NAME, lease().beatAt().plusMillis(1)).await())
                .as("nobody has kept it since")
                .isFalse();
        assertThat(one.abandoned(NAME, Instant.EPOCH).await()).as("its own").isFalse();
    }

    @Test
    void whenItWasMadeStays() throws Exception {
        take(one);
        Instant made = lease().madeAt();
        Instant beat = lease().beatAt();
        assertThat(take(one)).isTrue();
        assertThat(lease().beatAt()).isAfter(beat);
        one.release(NAME).await();
        take(other);
        pass(LONG.plusSeconds(1));
        take(one);
        assertThat(lease().madeAt()).isEqualTo(made);
    }

    @Test
    void ofManyAtOnceOneGetsIt() {
        for (int round = 0; round < 20; round++) {
            String name = "lease" + round;
            List<Future<Boolean>> all = new ArrayList<>();
            for (int process = 0; process < 8; process++) {
                all.add(new Leases(store.database(), UUID.randomUUID()).takeOrKeep(name, LONG));
            }
            assertThat(all.stream().filter(taking -> taking.await())).hasSize(1);
        }
    }

    @Test
    void whatOneDoesThatWakesUpAfterItsEndIsNotCommitted() throws Exception {
        take(one);
        pass(LONG.plusSeconds(1));
        // Nobody has taken it yet, but somebody may.
        assertThatThrownBy(() -> write(one)).hasMessageContaining("lost");
        take(other);
        assertThatThrownBy(() -> write(one)).hasMessageContaining("lost");
        write(other);
        assertThat(Sql.number(details, "SELECT COUNT(*) FROM wkgate_arrival")).isEqualTo(1);
    }

    @Test
    void whoWantsItWaitsForWhatItsHolderIsWriting() {
        assertThat(one.takeOrKeep(NAME, Duration.ofSeconds(2)).await()).isTrue();
        Promise<Void> go = Promise.promise();
        CompletableFuture<Boolean> locked = new CompletableFuture<>();
        List<String> order = new CopyOnWriteArrayList<>();
        Future<Void> writing = store.database()
                .transaction(transaction -> one.holds(transaction, NAME)
                        .onSuccess(locked::complete)
                        .compose(held -> go.future())
                        .onSuccess(done -> order.add("written")));
        assertThat(locked.join()).isTrue();
        await().until(() -> Sql.number(details, "SELECT expires_at <= UTC_TIMESTAMP(3) FROM wkgate_lease") == 1);
        Future<Boolean> taking = other.takeOrKeep(NAME, LONG).onSuccess(taken -> order.add("taken"));
        await().until(() -> Sql.number(
                        details,
                        "SELECT COUNT(*) FROM information_schema.processlist"
                                + " WHERE info LIKE 'UPDATE wkgate_lease%'")
                == 1);
        go.complete();
        writing.await();
        assertThat(taking.await()).isTrue();
        assertThat(order).containsExactly("written", "taken");
    }

    private void write(Leases leases) {
        store.database()
                .transaction(transaction -> leases.holds(transaction, NAME)
                        .compose(held -> held
                                ? transaction
                                        .query("INSERT INTO wkgate_arrival (numbers) VALUES ('')")
                                        .execute()
                                : Future.failedFuture("lost")))
                .await();
    }
}
