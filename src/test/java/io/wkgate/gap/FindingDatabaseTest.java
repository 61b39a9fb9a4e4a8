package io.wkgate.gap;

import static org.junit.jupiter.api.Assertions.fail;

import io.wkgate.gap.FindingWorld.Trouble;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise of {@link FindingPropertyTest}, kept by the statements of the finder and of the ledger. */
@ExtendWith(DatabaseServerExtension.class)
class FindingDatabaseTest {

    private static final int CASES = 8;
    private static final int STEPS = 40;

    private static void holds(ConnectionDetails database, Trouble trouble) throws Exception {
        long first = System.nanoTime();
        System.out.println("seeds from " + first + " with " + trouble);
        try (FinderFixture fixture = FinderFixture.open(database)) {
            Instant since = fixture.begin();
            for (long seed = first; seed < first + CASES; seed++) {
                Sql.run(database, "DELETE FROM wkgate_arrival", "DELETE FROM wkgate_channel", "DELETE FROM wkgate_gap");
                try {
                    new FindingWorld(seed, trouble, new DatabaseTables(fixture, since), since).run(STEPS);
                } catch (AssertionError | RuntimeException e) {
                    fail("seed " + seed + " with " + trouble + ": " + e.getMessage(), e);
                }
            }
        }
    }

    @Test
    void reorderedAndDoubled(ConnectionDetails database) throws Exception {
        holds(database, new Trouble(false, false, false));
    }

    @Test
    void lostInChannelsThatAreOlderThanWkgate(ConnectionDetails database) throws Exception {
        holds(database, new Trouble(true, false, true));
    }

    @Test
    void allAtOnce(ConnectionDetails database) throws Exception {
        holds(database, new Trouble(true, true, true));
    }
}
