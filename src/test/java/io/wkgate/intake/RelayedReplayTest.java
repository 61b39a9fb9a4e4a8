package io.wkgate.intake;

import static io.wkgate.event.EntryText.body;
import static io.wkgate.event.EntryText.utf8;
import static io.wkgate.event.EntryText.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.event.EntryText;
import io.wkgate.store.DeadLetter;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventTable;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Sql;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: what a replayed dead letter brings into the table is relayed, and what is refused again is not. */
@ExtendWith(DatabaseServerExtension.class)
class RelayedReplayTest {

    private final RecordingRelayPlan relay = new RecordingRelayPlan(event -> true);
    private ConnectionDetails database;
    private RelayingIntake intake;

    @BeforeEach
    void start(ConnectionDetails fresh) {
        database = fresh;
        intake = new RelayingIntake(fresh, relay);
    }

    @AfterEach
    void close() {
        intake.close();
    }

    @Test
    void anEntryThatIsTakenNowIsAnEventOfItsOwnAndOneThatIsRefusedAgainIsNone() throws Exception {
        String mended = with(1, "from_uid", "\"" + "u".repeat(300) + "\"");
        assertThat(intake.post("msg.notify", utf8(body(mended, EntryText.of(2).encode())))
                        .await())
                .isEqualTo(200);
        Sql.run(database, "DELETE FROM wkgate_delivery", "DELETE FROM wkgate_event");
        DeadLetter letter = intake.letters().get(0);

        assertThat(intake.replay(letter)).isInstanceOf(Replay.Result.StillRefused.class);
        assertThat(EventTable.rows(database)).isZero();

        // The bytes of the dead letter are mended, for the limit of a column is part of the program.
        Sql.run(
                database,
                "UPDATE wkgate_dead_letter SET bytes = '" + EntryText.of(1).encode() + "', size = LENGTH(bytes)");
        assertThat(intake.replay(letter)).isEqualTo(new Replay.Result.Stored(1));
        assertThat(EventTable.all(database)).singleElement().satisfies(event -> {
            assertThat(event.text()).isEqualTo(body(EntryText.of(1).encode()));
            assertThat(event.source()).isEqualTo("webhook");
            assertThat(event.deliveries()).isEqualTo(1);
        });
        assertThat(relay.committed().get(relay.committed().size() - 1)).hasSize(1);
        assertThat(MessageRows.byId(database)).containsOnlyKeys(1L, 2L);
        assertThat(intake.letters()).isEmpty();
    }

    @Test
    void anEventThatCouldNotBeKeptIsRelayedByTheReplayOfItsDeadLetter() throws Exception {
        Sql.run(database, "CREATE TRIGGER refuse BEFORE INSERT ON wkgate_event FOR EACH ROW SIGNAL SQLSTATE '45000'");
        byte[] body = utf8(body(EntryText.of(1).encode(), EntryText.of(2).encode()));
        assertThat(intake.post("msg.notify", body).await()).isEqualTo(200);
        assertThat(MessageRows.byId(database)).containsOnlyKeys(1L, 2L);
        assertThat(EventTable.rows(database)).isZero();
        DeadLetter letter = intake.letters().get(0);
        assertThat(letter.kind()).isEqualTo("delivery");

        assertThat(intake.replay(letter)).isInstanceOf(Replay.Result.StillRefused.class);
        assertThat(intake.letters()).hasSize(1);
        Sql.run(database, "DROP TRIGGER refuse");
        assertThat(intake.replay(letter)).isEqualTo(new Replay.Result.Stored(2));
        assertThat(EventTable.all(database)).extracting(EventTable.Row::body).containsExactly(body);
        assertThat(intake.letters()).isEmpty();
        assertThat(relay.planned()).hasSize(3).containsOnly(List.of(1L, 2L));
    }

    @Test
    void anEventOfAnotherKindIsRelayedByTheReplayOfItsDeadLetter() throws Exception {
        Sql.run(database, "CREATE TRIGGER refuse BEFORE INSERT ON wkgate_event FOR EACH ROW SIGNAL SQLSTATE '45000'");
        byte[] body = utf8("[\"u1-0-1-7-1-1\"]");
        assertThat(intake.post("user.onlinestatus", body).await()).isEqualTo(200);
        DeadLetter letter = intake.letters().get(0);

        assertThat(intake.replay(letter)).isInstanceOf(Replay.Result.StillRefused.class);
        Sql.run(database, "DROP TRIGGER refuse");
        assertThat(intake.replay(letter)).isEqualTo(new Replay.Result.Stored(0));
        assertThat(EventTable.all(database)).extracting(EventTable.Row::body).containsExactly(body);
        assertThat(intake.letters()).isEmpty();
    }
}
