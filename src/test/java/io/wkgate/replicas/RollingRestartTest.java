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
 * The promise: three replicas are replaced one after another, each by one that is ready before the old one is told to end;
 * nobody upstream notices more than a connection that ends, and that only between two requests.
 */
@ExtendWith(DatabaseServerExtension.class)
class RollingRestartTest {

    @Test
    void costsNothing(ConnectionDetails database) throws Exception {
        run(database, 1, 20_000);
    }

    @Tag("long")
    @Test
    void costsNothingHoweverOften(ConnectionDetails database) throws Exception {
        run(database, 5, 100_000);
    }

    private static void run(ConnectionDetails database, int rounds, long messages) throws Exception {
        try (Torment torment = new Torment(database)) {
            List<GatewayProcess> replicas = new ArrayList<>(torment.addAtOnce(3));
            torment.begin();
            OneTry once = torment.sendOnce();
            for (int i = 0; i < rounds * 3; i++) {
                GatewayProcess old = replicas.remove(0);
                replicas.add(torment.add());
                assertThat(torment.terminate(old)).as("exit code").isZero();
            }
            assertThat(once.end()).as("lost of what has one try").isEmpty();
            torment.end("three replaced one after another, " + rounds + " times", messages);
        }
    }
}
