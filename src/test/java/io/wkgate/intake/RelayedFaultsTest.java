package io.wkgate.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.Message;
import io.wkgate.store.BodyCompressor;
import io.wkgate.store.NewEvent;
import io.wkgate.store.Source;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.EventTable;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: whatever the database does, what is acknowledged is one event, and what is not acknowledged is none.
 */
@ExtendWith(DatabaseServerExtension.class)
class RelayedFaultsTest {

    private final RecordingRelayPlan relay = new RecordingRelayPlan(event -> true);
    private ConnectionDetails database;

    @BeforeEach
    void prepare(ConnectionDetails fresh) {
        database = fresh;
    }

    @Test
    void aCommitWhoseAnswerIsLostAndThatIsTriedAgainIsOneEvent() throws Exception {
        byte[] body = EventBodies.notifyOf(EventBodies.ids(0, 23));
        try (RelayingIntake intake = new RelayingIntake(database, relay)) {
            intake.proxy().dropCommitAnswers(2);
            assertThat(intake.post("msg.notify", body).await()).isEqualTo(200);
            assertThat(intake.failedCommits()).isEqualTo(2);
            intake.proxy().dropCommitAnswers(1);
            assertThat(intake.call("user.onlinestatus", EventBodies.bytes("[\"u1-0-1-7-1-1\"]"))
                            .await())
                    .isTrue();
            assertThat(intake.failedCommits()).isEqualTo(3);
        }
        assertThat(relay.planned()).hasSize(2);
        assertThat(EventTable.all(database))
                .extracting(event -> event.name() + " " + event.deliveries())
                .containsExactly("msg.notify 1", "user.onlinestatus 1");
        assertThat(relay.committed()).hasSize(2);
    }

    @Test
    void whatIsNotCommittedInTimeIs503AndNoRowAndTheNextIsOneEvent() throws Exception {
        try (RelayingIntake intake = new RelayingIntake(database, relay, Map.of("WKGATE_INTAKE_HOLD", "300ms"))) {
            intake.databaseGoes();
            Future<Integer> posted = intake.post("msg.notify", EventBodies.notifyOf(EventBodies.ids(0, 1)));
            Future<Integer> offline = intake.post(
                    "msg.offline", EventBodies.bytes(EventBodies.message(7).encode()));
            assertThat(posted.await()).isEqualTo(503);
            assertThat(offline.await()).isEqualTo(503);
            intake.databaseComes();
            byte[] next = EventBodies.notifyOf(EventBodies.ids(1, 1));
            await().until(() -> intake.post("msg.notify", next).await() == 200);
            assertThat(EventTable.all(database))
                    .singleElement()
                    .satisfies(event -> assertThat(event.body()).isEqualTo(next));
        }
    }

    @Test
    void aMessageThatTheDatabaseRefusesCostsNoEventOfItsOwnOrAnother() throws Exception {
        try (RelayingIntake intake = new RelayingIntake(database, relay)) {
            Sql.run(
                    database,
                    "CREATE TRIGGER refuse BEFORE INSERT ON message FOR EACH ROW IF NEW.message_id = "
                            + (EventBodies.FIRST_ID + 5) + " THEN SIGNAL SQLSTATE '45000'; END IF");
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                answers.add(intake.post("msg.notify", EventBodies.notifyOf(EventBodies.ids(i, 1))));
            }
            assertThat(answers.stream().map(answer -> answer.await())).containsOnly(200);
            assertThat(EventTable.all(database)).hasSize(30);
            assertThat(MessageRows.count(database)).isEqualTo(29);
            await().until(() -> relay.committed().stream().mapToInt(List::size).sum() == 30);
        }
    }

    @Test
    void anEventThatTheDatabaseRefusesIsADeadLetterAndTheRelayHearsOfTheOthersOnly() throws Exception {
        try (RelayingIntake intake = new RelayingIntake(database, relay)) {
            Sql.run(
                    database,
                    "CREATE TRIGGER refuse BEFORE INSERT ON wkgate_event FOR EACH ROW IF NEW.name = 'bad'"
                            + " THEN SIGNAL SQLSTATE '45000'; END IF");
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                answers.add(intake.post(i == 5 ? "bad" : "good", EventBodies.bytes("[" + i + "]")));
            }
            assertThat(answers.stream().map(answer -> answer.await())).containsOnly(200);
            assertThat(EventTable.all(database)).hasSize(29);
            await().until(() -> relay.committed().stream().mapToInt(List::size).sum() == 29);
            assertThat(relay.committed())
                    .allSatisfy(events -> assertThat(events)
                            .allSatisfy(event -> assertThat(event.name()).isEqualTo("good")));
        }
    }

    @Test
    void ofACallThatIsRefusedForGoodThereIsNoEventAndOfEveryOtherOne() throws Exception {
        try (RelayingIntake intake = new RelayingIntake(database, relay)) {
            Sql.run(
                    database,
                    "CREATE TRIGGER refuse BEFORE INSERT ON wkgate_dead_letter FOR EACH ROW SIGNAL SQLSTATE '45000'");
            JsonObject bad = EventBodies.message(EventBodies.FIRST_ID + 1).put("payload", "?");
            byte[] partlyBad = EventBodies.notifyOf(EventBodies.message(EventBodies.FIRST_ID), bad);
            Future<Integer> refused = intake.post("msg.notify", partlyBad);
            List<Future<Integer>> others = new ArrayList<>();
            for (int i = 2; i < 42; i++) {
                others.add(intake.post("msg.notify", EventBodies.notifyOf(EventBodies.ids(i, 1))));
            }
            assertThat(refused.await()).isEqualTo(503);
            assertThat(others.stream().map(answer -> answer.await())).containsOnly(200);
            assertThat(EventTable.all(database))
                    .hasSize(40)
                    .noneSatisfy(
                            event -> assertThat(event.text()).contains(Long.toString(EventBodies.FIRST_ID) + "\""));
        }
    }

    @Test
    void aLargeEventThatWasAnsweredWith503BeforeItWasPackedIsNoRow() throws Exception {
        CountDownLatch packs = new CountDownLatch(1);
        CountDownLatch packed = new CountDownLatch(2);
        RelayPlan slow = new RelayPlan() {
            @Override
            public boolean wants(String event) {
                return true;
            }

            @Override
            public Future<Optional<NewEvent>> plan(String event, List<Message> messages, Buffer body) {
                return BodyCompressor.isLarge(body)
                        ? Vertx.currentContext()
                                .executeBlocking(() -> packs.await(60, TimeUnit.SECONDS), false)
                                .compose(done -> relay.plan(event, messages, body))
                                .onComplete(done -> packed.countDown())
                        : relay.plan(event, messages, body);
            }

            @Override
            public void committed(List<NewEvent> events, Source source) {
                relay.committed(events, source);
            }
        };
        String payload = "A".repeat(1_000_000);
        byte[] next = EventBodies.notifyOf(EventBodies.ids(1, 1));
        try (RelayingIntake intake = new RelayingIntake(database, slow, Map.of("WKGATE_INTAKE_HOLD", "300ms"))) {
            Future<Integer> message = intake.post(
                    "msg.notify",
                    EventBodies.notifyOf(
                            EventBodies.message(EventBodies.FIRST_ID).put("payload", payload)));
            Future<Integer> offline = intake.post(
                    "msg.offline",
                    EventBodies.bytes(
                            EventBodies.message(7).put("payload", payload).encode()));
            assertThat(message.await()).isEqualTo(503);
            assertThat(offline.await()).isEqualTo(503);
            packs.countDown();
            assertThat(packed.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(intake.post("msg.notify", next).await()).isEqualTo(200);
        }
        assertThat(EventTable.all(database))
                .singleElement()
                .satisfies(event -> assertThat(event.body()).isEqualTo(next));
        assertThat(MessageRows.count(database)).isEqualTo(1);
    }
}
