package io.wkgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.GatewayProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: of two replicas each may be killed with -9; the other one does what it held as soon as its leases end, which is within
 * 30 s.
 */
@ExtendWith(DatabaseServerExtension.class)
class KilledReplicasTest {

    @Test
    void eachInTurn(ConnectionDetails database) throws Exception {
        run(database, 1, 20_000);
    }

    @Tag("long")
    @Test
    void eachInTurnAgainAndAgain(ConnectionDetails database) throws Exception {
        run(database, 5, 100_000);
    }

    private static void run(ConnectionDetails database, int rounds, long messages) throws Exception {
        try (Torment torment = new Torment(database)) {
            List<GatewayProcess> replicas = torment.addAtOnce(2);
            torment.begin();
            List<Inheritance> all = new ArrayList<>();
            for (int i = 0; i < rounds * 2; i++) {
                GatewayProcess victim = replicas.get(i % 2);
                all.add(torment.whileDelivering(victim::kill));
                victim.restart();
                torment.awaitReady(victim);
            }
            for (Inheritance held : all) {
                held.await();
                System.out.println("replicas: one was killed: " + held);
                assertThat(held.size()).isPositive();
                assertThat(held.leases().longest()).containsKeys("delivery", "finder", "outages", "upstream-probe");
                assertThat(held.leases().tooLate()).isEmpty();
            }
            torment.end("two killed in turn, " + rounds + " times", messages);
        }
    }
}
