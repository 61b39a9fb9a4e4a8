package io.wkgate.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.EventSender;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: what the database takes neither as a row nor as a dead letter is not acknowledged, and costs no other
 * message, neither of its own body nor of the others that came with it.
 */
@ExtendWith(DatabaseServerExtension.class)
class RefusedDeadLetterTest {

    @Test
    void onlyTheEventThatHoldsItIsAnsweredWith503AndEveryOtherMessageIsARow(ConnectionDetails database)
            throws Exception {
        try (TestGateway gateway = TestGateway.start(database, Map.of("WKGATE_INTAKE_HOLD", "30s"));
                EventSender sender = new EventSender()) {
            Sql.run(
                    database,
                    "CREATE TRIGGER refuse BEFORE INSERT ON wkgate_dead_letter FOR EACH ROW SIGNAL SQLSTATE '45000'");
            byte[] bad = EventBodies.notifyOf(
                    EventBodies.message(EventBodies.FIRST_ID),
                    EventBodies.message(EventBodies.FIRST_ID + 1).put("payload", "?"),
                    EventBodies.message(EventBodies.FIRST_ID + 2));
            Future<Integer> refused = sender.post(gateway, "msg.notify", bad);
            List<Future<Integer>> others = new ArrayList<>();
            for (int i = 3; i < 43; i++) {
                others.add(sender.post(gateway, "msg.notify", EventBodies.notifyOf(EventBodies.ids(i, 1))));
            }
            assertThat(refused.await()).isEqualTo(503);
            assertThat(others.stream().map(answer -> answer.await())).containsOnly(200);
            List<Long> expected = new ArrayList<>(EventBodies.ids(0, 43));
            expected.remove(1);
            assertThat(MessageRows.byId(database)).containsOnlyKeys(expected);
            assertThat(gateway.ops("GET", "/health/ready").statusCode()).isEqualTo(200);
        }
    }
}
