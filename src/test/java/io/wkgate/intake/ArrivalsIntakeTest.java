package io.wkgate.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import io.wkgate.store.Arrival;
import io.wkgate.store.DeadLetter;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.ArrivalTable;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: the number of every message that is acknowledged is in an arrival, and none that could be taken for a hole
 * where there is none or hide one where there is.
 */
@ExtendWith(DatabaseServerExtension.class)
class ArrivalsIntakeTest {

    private static final long ID = EventBodies.FIRST_ID;
    private static final String LISTED = "17922244540036557902____cmd";
    private static final String TEMPORARY = "07ec4af35efc4637979c57f14ea2e024@tmp";

    private final ConnectionDetails database;

    ArrivalsIntakeTest(ConnectionDetails database) {
        this.database = database;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void onlyNumbersOfARealChannelCount(boolean relayed) throws Exception {
        try (RelayingIntake intake = new RelayingIntake(database, new RecordingRelayPlan(event -> relayed))) {
            JsonObject[] entries = {
                EventBodies.message(ID),
                // v2.0.4 and v1.2.6: a transient has no number.
                header(EventBodies.message(ID + 1).put("message_seq", 0), 1, 0),
                // v2: commands have numbers of their own.
                EventBodies.revokeOf(ID + 2, ID),
                header(person(ID + 3, "u1", "u1____cmd"), 0, 1),
                header(person(ID + 4, "u1", "u2@u1____cmd"), 0, 1),
                EventBodies.revokeOf(ID + 5, ID).put("channel_id", LISTED).put("channel_type", 8),
                // v1.2.6: a send to listed users looks like a message.
                EventBodies.message(ID + 6).put("channel_id", TEMPORARY).put("message_seq", 0),
                EventBodies.message(ID + 7).put("channel_id", TEMPORARY),
                // v2: the recipient is lost.
                person(ID + 8, "", ChannelKey.SYSTEM_UID),
                // 2.x: a command that a client sent stands in the channel itself.
                header(EventBodies.message(ID + 9), 0, 1),
                // v1, v2 and v3 name a person channel each in its way.
                person(ID + 10, "u1", "u2"),
                person(ID + 11, "u2", "u1"),
                person(ID + 12, "u1", "u2@u1"),
                EventBodies.message(ID + 13).put("payload", "?"),
            };
            assertThat(intake.post("msg.notify", EventBodies.notifyOf(entries)).await())
                    .isEqualTo(200);
            assertThat(ArrivalTable.all(database)).hasSize(1);
            assertThat(ArrivalTable.numbers(database))
                    .containsExactly("1 u2@u1 11", "1 u2@u1 12", "1 u2@u1 13", "2 g1 1", "2 g1 10");
        }
    }

    @Test
    void aCommandInTheRealChannelThatIsAloneInItsBodyCountsToo() throws Exception {
        try (RelayingIntake intake = new RelayingIntake(database, RelayPlan.NONE)) {
            assertThat(intake.call("msg.notify", EventBodies.notifyOf(header(EventBodies.message(ID + 9), 0, 1)))
                            .await())
                    .isTrue();
            assertThat(ArrivalTable.numbers(database)).containsExactly("2 g1 10");
            assertThat(MessageRows.count(database)).isZero();
        }
    }

    @Test
    void commandsOfTheirOwnChannelLeaveNoArrival() throws Exception {
        try (RelayingIntake intake = new RelayingIntake(database, RelayPlan.NONE)) {
            assertThat(intake.post("msg.notify", EventBodies.notifyOf(EventBodies.revokeOf(ID, ID - 1)))
                            .await())
                    .isEqualTo(200);
            assertThat(ArrivalTable.all(database)).isEmpty();
        }
    }

    @Test
    void aCommitWhoseAnswerIsLostIsToldAtMostTwiceAndTheSame() throws Exception {
        try (RelayingIntake intake = new RelayingIntake(database, RelayPlan.NONE)) {
            intake.proxy().dropCommitAnswers(1);
            assertThat(intake.post("msg.notify", EventBodies.notifyOf(EventBodies.ids(0, 23)))
                            .await())
                    .isEqualTo(200);
            assertThat(intake.failedCommits()).isEqualTo(1);
        }
        List<Arrival> arrivals = ArrivalTable.all(database);
        assertThat(arrivals).hasSize(2).containsOnly(arrivals.get(0));
        assertThat(arrivals.get(0).channels().get(0).runs()).containsExactly(new SeqRun(1, 23));
    }

    @Test
    void whatTwoReplicasTakeOfOneChannelIsToldByBoth() throws Exception {
        try (RelayingIntake one = new RelayingIntake(database, RelayPlan.NONE);
                RelayingIntake other = new RelayingIntake(database, RelayPlan.NONE)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                RelayingIntake taker = i % 2 == 0 ? one : other;
                answers.add(taker.post("msg.notify", EventBodies.notifyOf(EventBodies.ids(5 * i, 5))));
            }
            assertThat(answers.stream().map(answer -> answer.await())).containsOnly(200);
        }
        assertThat(ArrivalTable.numbers(database))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 300)
                        .mapToObj(number -> "2 g1 " + number)
                        .toList());
        assertThat(MessageRows.count(database)).isEqualTo(300);
    }

    @Test
    void everyPartOfALargeBodyIsTold() throws Exception {
        try (RelayingIntake intake = new RelayingIntake(database, RelayPlan.NONE)) {
            assertThat(intake.post("msg.notify", EventBodies.notifyOf(EventBodies.ids(0, 1300)))
                            .await())
                    .isEqualTo(200);
        }
        assertThat(ArrivalTable.numbers(database)).hasSize(1300);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatTheDatabaseRefusesHasComeAndTheReplayOfItsDeadLetterSaysSoAgain(boolean relayed) throws Exception {
        try (RelayingIntake intake = new RelayingIntake(database, new RecordingRelayPlan(event -> relayed))) {
            Sql.run(
                    database,
                    "CREATE TRIGGER refuse BEFORE INSERT ON message FOR EACH ROW IF NEW.message_seq = 2"
                            + " THEN SIGNAL SQLSTATE '45000'; END IF");
            assertThat(intake.post("msg.notify", EventBodies.notifyOf(EventBodies.ids(0, 3)))
                            .await())
                    .isEqualTo(200);
            assertThat(ArrivalTable.numbers(database)).containsExactly("2 g1 1", "2 g1 2", "2 g1 3");

            Sql.run(database, "DROP TRIGGER refuse", "DELETE FROM wkgate_arrival");
            DeadLetter letter = intake.letters().get(0);
            assertThat(intake.replay(letter)).isEqualTo(new Replay.Result.Stored(1));
            assertThat(ArrivalTable.numbers(database)).containsExactly("2 g1 2");
        }
    }

    @Test
    void aGatewayThatDoesNotFindWritesNoArrival() throws Exception {
        try (TestGateway gateway = TestGateway.start(database, Map.of("WKGATE_GAP_FIND", "false"))) {
            assertThat(gateway.post("msg.notify", EventBodies.notifyOf(EventBodies.ids(0, 3)))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(MessageRows.count(database)).isEqualTo(3);
            assertThat(ArrivalTable.all(database)).isEmpty();
        }
    }

    private static JsonObject person(long id, String from, String channel) {
        return EventBodies.message(id)
                .put("channel_type", 1)
                .put("from_uid", from)
                .put("channel_id", channel);
    }

    private static JsonObject header(JsonObject entry, int noPersist, int syncOnce) {
        return entry.put(
                "header",
                new JsonObject().put("no_persist", noPersist).put("red_dot", 0).put("sync_once", syncOnce));
    }
}
