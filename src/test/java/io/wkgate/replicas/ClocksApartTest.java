package io.wkgate.replicas;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: what the replicas' clocks say does not matter; one may be ten minutes ahead and another ten minutes behind,
 * and the same is delivered, allowed and confirmed.
 */
@ExtendWith(DatabaseServerExtension.class)
class ClocksApartTest {

    private static final Duration WRONG = Duration.ofMinutes(10);

    @Test
    void tenMinutesAheadAndBehind(ConnectionDetails database) throws Exception {
        run(database, 20_000);
    }

    @Tag("long")
    @Test
    void tenMinutesAheadAndBehindForLong(ConnectionDetails database) throws Exception {
        run(database, 200_000);
    }

    private static void run(ConnectionDetails database, long messages) throws Exception {
        try (Torment torment = new Torment(database)) {
            torment.add(WRONG);
            torment.add(WRONG.negated());
            torment.begin();
            torment.end("clocks 20 minutes apart", messages);
        }
    }
}
