package io.wkgate.intake;

import static io.wkgate.event.EntryText.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.wkgate.event.EntryText;
import io.wkgate.store.DeadLetter;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: an event of any other kind, known or not, is committed before it is answered if a destination wants it,
 * with the very bytes that came; if none does, it needs no database.
 */
@ExtendWith(DatabaseServerExtension.class)
class RelayedOtherEventsTest {

    private static final Map<String, String> BODIES = Map.of(
            "msg.offline", EntryText.of(1).encodePrettily(),
            "user.onlinestatus", "[ \"u1-0-1-7-1-1\" ]\n",
            "msg.before_send", "neither JSON\0nor a text: \u00e9",
            "名 of?its&own", "");

    private final RecordingRelayPlan relay = new RecordingRelayPlan(event -> !event.startsWith("unwanted"));
    private ConnectionDetails database;
    private RelayingIntake intake;

    @BeforeEach
    void start(ConnectionDetails fresh) {
        database = fresh;
        intake = new RelayingIntake(fresh, relay, Map.of("WKGATE_INTAKE_ENTRY_LIMIT", "64KiB"));
    }

    @AfterEach
    void close() {
        intake.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"msg.offline", "user.onlinestatus", "msg.before_send", "名 of?its&own"})
    void itIsThereWhenItIsAnswered(String event) throws Exception {
        assertThat(intake.post(event, body(event)).await()).isEqualTo(200);
        assertThat(EventTable.all(database)).hasSize(1);
        assertThat(intake.call(event, body(event)).await()).isTrue();
        assertThat(EventTable.all(database)).hasSize(2).allSatisfy(row -> {
            assertThat(row.name()).isEqualTo(event);
            assertThat(row.body()).isEqualTo(body(event));
            assertThat(row.deliveries()).isEqualTo(1);
        });
        assertThat(relay.planned()).containsExactly(List.of(), List.of());
        await().untilAsserted(() -> assertThat(relay.committed()).hasSize(2));
    }

    @Test
    void whileTheDatabaseIsAwayOfflineAndUnknownEventsAreNotHeldOverGrpc() throws Exception {
        intake.databaseGoes();
        for (String event : List.of("msg.offline", "msg.before_send")) {
            assertThat(intake.call(event, body(event)).await()).isFalse();
        }
        intake.databaseComes();
        assertThat(EventTable.rows(database)).isZero();
    }

    @Test
    void whileTheDatabaseIsAwayThirtyTwoOfflineEventsAreHeldOverHttpAndTheNextIs503AtOnce() throws Exception {
        intake.databaseGoes();
        List<Future<Integer>> held = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            held.add(intake.post("msg.offline", utf8(EntryText.of(i).encode())));
        }
        await().until(() -> held.stream().filter(Future::isComplete).count() == 28);
        assertThat(held.stream().filter(Future::isComplete).map(Future::result)).containsOnly(503);
        assertThat(relay.committed()).isEmpty();

        intake.databaseComes();
        assertThat(held.stream().map(answer -> answer.await()).filter(status -> status == 200))
                .hasSize(32);
        assertThat(EventTable.all(database)).hasSize(32);
    }

    @Test
    void aPresenceEventWaitsForTheDatabaseOverBothAndIsThenOneRow() throws Exception {
        intake.databaseGoes();
        Future<Integer> posted = intake.post("user.onlinestatus", body("user.onlinestatus"));
        Future<Boolean> called = intake.call("user.onlinestatus", body("user.onlinestatus"));
        await().until(() -> intake.failedCommits() >= 2);
        assertThat(posted.isComplete() || called.isComplete()).isFalse();
        intake.databaseComes();
        assertThat(posted.await()).isEqualTo(200);
        assertThat(called.await()).isTrue();
        assertThat(EventTable.all(database)).hasSize(2);
    }

    @Test
    void whatNobodyWantsIsAnsweredWhileTheDatabaseIsAway() throws Exception {
        try (RelayingIntake other = new RelayingIntake(database, RelayPlan.NONE)) {
            other.databaseGoes();
            for (String event : BODIES.keySet()) {
                assertThat(other.post(event, body(event)).await()).isEqualTo(200);
                assertThat(other.call(event, body(event)).await()).isTrue();
            }
        }
        assertThat(EventTable.rows(database)).isZero();
    }

    @Test
    void whatIsNotOfItsKindsFormIsADeadLetterAndNotRelayed() throws Exception {
        assertThat(intake.post("msg.offline", utf8("[]")).await()).isEqualTo(200);
        assertThat(intake.letters()).singleElement().satisfies(letter -> assertThat(letter.kind())
                .isEqualTo("message"));
        assertThat(EventTable.rows(database)).isZero();
    }

    @Test
    void aWantedBodyOverTheEntryLimitIsADeadLetterWhateverItsKind() throws Exception {
        for (String event : List.of("msg.offline", "msg.before_send", "unwanted.event")) {
            assertThat(intake.post(event, new byte[70_000]).await()).isEqualTo(200);
        }
        assertThat(intake.letters())
                .extracting(letter -> letter.event() + " " + letter.reason())
                .containsExactly(
                        "msg.before_send 70000 bytes, over intake.entry-limit",
                        "msg.offline 70000 bytes, over intake.entry-limit");
        assertThat(EventTable.rows(database)).isZero();
    }

    @Test
    void aNameThatDoesNotFitItsColumnIsADeadLetterWithTheWholeBody() throws Exception {
        String name = "名".repeat(256);
        assertThat(intake.post(name, utf8("body")).await()).isEqualTo(200);
        assertThat(intake.post(name.substring(1), utf8("body")).await()).isEqualTo(200);
        DeadLetter letter = intake.letters().get(0);
        assertThat(letter.kind()).isEqualTo("delivery");
        assertThat(letter.field()).isEqualTo("event");
        assertThat(letter.reason()).isEqualTo("256 characters, and the column holds 255");
        assertThat(letter.bytes().toString()).isEqualTo("body");
        assertThat(EventTable.all(database)).singleElement().satisfies(event -> assertThat(event.name())
                .isEqualTo(name.substring(1)));
    }

    private static byte[] body(String event) {
        return utf8(BODIES.getOrDefault(event, ""));
    }
}
