package io.wkgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.GatewayProcess;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: a replica that stands still until all its leases are over does nothing of what is not its own any more when
 * it goes on, and while it stands still it is in nobody's way.
 */
@ExtendWith(DatabaseServerExtension.class)
class PausedReplicaTest {

    private static final int AFTERWARDS = 3000;

    @Test
    void wakesUpLate(ConnectionDetails database) throws Exception {
        run(database, 1, 20_000);
    }

    @Tag("long")
    @Test
    void wakesUpLateAgainAndAgain(ConnectionDetails database) throws Exception {
        run(database, 4, 60_000);
    }

    private static void run(ConnectionDetails database, int times, long messages) throws Exception {
        try (Torment torment = new Torment(database)) {
            List<GatewayProcess> replicas = torment.addAtOnce(2);
            torment.begin();
            for (int i = 0; i < times; i++) {
                // The other one each time: nobody comes back to one that slept until a connection breaks.
                GatewayProcess sleeper = replicas.get(i % 2);
                Inheritance held = torment.whileDelivering(sleeper::pause);
                held.await();
                sleeper.resume();
                System.out.println("replicas: one slept: " + held);
                assertThat(held.size()).isPositive();
                assertThat(held.leases().tooLate()).isEmpty();
                torment.awaitReady(sleeper);
                torment.awaitMore(AFTERWARDS);
            }
            torment.end("of two one slept, " + times + " times", messages);
        }
    }
}
