package io.wkgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.Sql;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: what loses a deadlock leaves nothing, also of the statements that were sent behind the one that lost. */
@ExtendWith(DatabaseServerExtension.class)
class DeadlockTest {

    private static final int CONNECTIONS = 4;

    private static final List<Statement> STATEMENTS = List.of(
            statement("UPDATE item SET value = 1 WHERE id = 1"),
            statement("UPDATE item SET value = 1 WHERE id = 2"),
            statement("INSERT INTO item VALUES (3, 1) ON DUPLICATE KEY UPDATE value = 1"));

    private static Statement statement(String sql) {
        return new Statement(sql, Tuple.tuple());
    }

    @Test
    void nothingOfItIsCommitted(DatabaseServer server) throws Exception {
        ConnectionDetails database = server.createDatabase();
        try (StoreFixture store = StoreFixture.open(database);
                Connection other = database.connect();
                java.sql.Statement theirs = other.createStatement()) {
            Sql.run(
                    database,
                    "CREATE TABLE item (id INT PRIMARY KEY, value INT NOT NULL)",
                    "INSERT INTO item VALUES (1, 0), (2, 0)",
                    "CREATE TABLE heavy (id INT PRIMARY KEY)");
            // Prepared on each connection, they go out at once from now on.
            for (int round = 0; round < 20; round++) {
                Future.all(Stream.generate(() -> store.database().commit(STATEMENTS))
                                .limit(CONNECTIONS)
                                .toList())
                        .await(20, TimeUnit.SECONDS);
            }
            Sql.run(database, "DELETE FROM item WHERE id = 3", "UPDATE item SET value = 0");
            other.setAutoCommit(false);
            // Who has changed less loses.
            theirs.execute("INSERT INTO heavy SELECT seq FROM seq_1_to_1000");
            theirs.execute("UPDATE item SET value = 9 WHERE id = 2");

            Future<List<Integer>> ours = store.database().commit(STATEMENTS);
            await().until(() -> server.lockWaits() == 1);
            theirs.execute("UPDATE item SET value = 9 WHERE id = 1");
            other.commit();

            assertThatThrownBy(() -> ours.await(20, TimeUnit.SECONDS)).hasMessageContaining("Deadlock");
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM item")).isEqualTo(2);
            assertThat(Sql.number(database, "SELECT SUM(value) FROM item")).isEqualTo(18);
            // The connections are as before.
            store.database()
                    .commit(List.of(statement("INSERT INTO item VALUES (4, 1)")))
                    .await(20, TimeUnit.SECONDS);
            assertThat(Sql.number(database, "SELECT COUNT(*) FROM item")).isEqualTo(3);
        }
    }
}
