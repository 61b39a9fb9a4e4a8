package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The promise: while a database takes nothing, as one that is no primary any more, revokes wait for it without asking it at
 * every moment, and the log says so once.
 */
class ReadOnlyDatabaseTest {

    private static final Map<String, String> IMPATIENT =
            Map.of("WKGATE_REVOKE_FIRST_PAUSE", "100ms", "WKGATE_REVOKE_LONGEST_PAUSE", "100ms");

    /** Each claim is one, whether it is refused or not. */
    private static long updates(DatabaseServer server) throws Exception {
        return Sql.number(
                server.administrator(),
                "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'COM_UPDATE'");
    }

    private static long complaints(LogCapture log) {
        return log.lines().stream()
                .filter(line -> line.contains("revokes wait"))
                .count();
    }

    @Test
    void revokesWaitForIt() throws Exception {
        try (DatabaseServer server = DatabaseServer.start();
                LogCapture log = LogCapture.open()) {
            ConnectionDetails database = server.createDatabase();
            try (TestGateway gateway = TestGateway.start(database, IMPATIENT)) {
                Desk desk = new Desk(gateway, database);
                desk.receive(Desk.message(0));
                String id = desk.ask(0, "u1", "member").is(202).id();
                await().until(() -> desk.show(id).json().getString("reason").contains("upstream.urls"));
                server.readOnly(true);
                await().until(() -> complaints(log) > 0);
                long before = updates(server);
                await().during(Duration.ofSeconds(2)).until(() -> complaints(log) == 1);
                assertThat(updates(server) - before).isLessThan(200);
                server.readOnly(false);
                long attempts = Sql.number(database, "SELECT failures FROM wkgate_revoke");
                await().until(() -> Sql.number(database, "SELECT failures FROM wkgate_revoke") > attempts);
            }
        }
    }
}
