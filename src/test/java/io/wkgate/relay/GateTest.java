package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: no more is claimed than may be sent; one that fails among others that succeed stops nothing, many that fail stop
 * everything but a few trials; and who refuses what is sent is well.
 */
@ExtendWith(DatabaseServerExtension.class)
class GateTest {

    private static Gate gate(Destinations destination) {
        return new Gate(destination.settings());
    }

    private static void attempt(Gate gate, AttemptResult result) {
        assertThat(gate.permits(1)).isEqualTo(1);
        gate.ended(result);
    }

    @Test
    void oneThatFailsAmongOthersStopsNothing() {
        Gate gate = gate(Destinations.named("shop"));
        for (int i = 0; i < 200; i++) {
            attempt(gate, i % 3 == 0 ? FakeReceiver.failed() : FakeReceiver.delivered());
        }
        assertThat(gate.permits(50)).isEqualTo(50);
    }

    @Test
    void whenMostFailNothingIsLetThroughButAFewTrials() {
        Gate gate = gate(Destinations.named("shop").pauses(Duration.ofMillis(300), Duration.ofMillis(300)));
        for (int i = 0; i < 10; i++) {
            attempt(gate, FakeReceiver.failed());
        }
        assertThat(gate.permits(10)).isZero();
        assertThat(gate.circuit()).isEqualTo("open");
        await().until(() -> gate.permits(10) == 3);
        assertThat(gate.circuit()).isEqualTo("half_open");
        assertThat(gate.permits(10)).isZero();
        gate.giveBack(1);
        assertThat(gate.permits(10)).isEqualTo(1);
        for (int i = 0; i < 3; i++) {
            gate.ended(FakeReceiver.delivered());
        }
        assertThat(gate.circuit()).isEqualTo("closed");
    }

    @Test
    void whatIsStoppedByTheReceiverIsNoFailure() {
        Gate gate = gate(Destinations.named("shop"));
        for (int i = 0; i < 30; i++) {
            attempt(gate, FakeReceiver.gone());
        }
        assertThat(gate.circuit()).isEqualTo("closed");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 413, 422})
    void whoRefusesTheBodyIsWell(int status) {
        Gate gate = gate(Destinations.named("shop"));
        for (int i = 0; i < 30; i++) {
            attempt(gate, FakeReceiver.refused(status));
        }
        assertThat(gate.circuit()).isEqualTo("closed");
    }

    @Test
    void whoRefusesTheBodyIsBack() {
        Gate gate = gate(Destinations.named("shop").pauses(Duration.ofMillis(50), Duration.ofMillis(50)));
        for (int i = 0; i < 10; i++) {
            attempt(gate, FakeReceiver.failed());
        }
        await().until(() -> gate.permits(3) == 3);
        for (int i = 0; i < 3; i++) {
            gate.ended(FakeReceiver.refused(400));
        }
        assertThat(gate.circuit()).isEqualTo("closed");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 405, 407})
    void whoRefusesWhoeverAsksIsNot(int status) {
        Gate gate = gate(Destinations.named("shop"));
        for (int i = 0; i < 10; i++) {
            attempt(gate, FakeReceiver.refused(status));
        }
        assertThat(gate.circuit()).isEqualTo("open");
    }

    @Test
    void messagesThatAreRefusedKeepNoOthersBack(ConnectionDetails database) {
        Destinations destination = Destinations.named("shop");
        try (RelayFixture relay = RelayFixture.open(database, destination)) {
            relay.receiver("shop")
                    .answers(got -> got.elements().contains(31) ? FakeReceiver.delivered() : FakeReceiver.refused(400));
            relay.receiveMany(31);
            relay.start();
            await().until(() -> relay.receiver("shop").elements().contains(31));
            assertThat(relay.await(relay.desk().destinations()))
                    .extracting(DestinationStatus::circuit)
                    .containsExactly("closed");
        }
    }

    @Test
    void aRateIsKeptAndNothingOfItIsLost(ConnectionDetails database) {
        Destinations destination = Destinations.named("shop").atOnce(50).perSecond(40);
        try (RelayFixture relay = RelayFixture.open(database, destination)) {
            relay.receiveMany(100);
            long begun = System.nanoTime();
            relay.start();
            await().until(() -> relay.receiver("shop").got().size() == 100);
            // 2 at once, and 2 more in every 50 ms.
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(2300));
            assertThat(relay.receiver("shop").elements()).doesNotHaveDuplicates();
        }
    }
}
