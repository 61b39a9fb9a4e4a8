package io.wkgate.intake;

import static io.wkgate.event.EntryText.body;
import static io.wkgate.event.EntryText.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.EntryText;
import io.wkgate.event.Message;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: what is accepted of a msg.notify is in exactly one event of the relay when the call is answered, in its
 * order, with the very bytes that came wherever nothing was set aside.
 */
@ExtendWith(DatabaseServerExtension.class)
class RelayedMessagesTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final long ID = EventBodies.FIRST_ID;

    private final RecordingRelayPlan relay = new RecordingRelayPlan(event -> true);
    private ConnectionDetails database;
    private RelayingIntake intake;

    @BeforeEach
    void start(ConnectionDetails fresh) {
        database = fresh;
        intake = new RelayingIntake(fresh, relay, Map.of("WKGATE_INTAKE_ENTRY_LIMIT", "8MiB"));
    }

    @AfterEach
    void close() {
        intake.close();
    }

    @Test
    void theEventAndItsDeliveryAreThereWhenTheCallIsAnsweredAndTheRelayIsToldOnce() throws Exception {
        byte[] body = EventBodies.notifyOf(EventBodies.ids(0, 100));
        assertThat(intake.post("msg.notify", body).await()).isEqualTo(200);
        assertThat(EventTable.all(database)).singleElement().satisfies(event -> {
            assertThat(event.name()).isEqualTo("msg.notify");
            assertThat(event.source()).isEqualTo("webhook");
            assertThat(event.body()).isEqualTo(body);
            assertThat(event.deliveries()).isEqualTo(1);
        });
        assertThat(relay.planned()).containsExactly(EventBodies.ids(0, 100));
        await().untilAsserted(() -> assertThat(relay.committed())
                .singleElement()
                .satisfies(events -> assertThat(events).hasSize(1)));
    }

    @Test
    void overGrpcToo() throws Exception {
        byte[] body = EventBodies.notifyOf(EventBodies.ids(0, 3));
        assertThat(intake.call("msg.notify", body).await()).isTrue();
        assertThat(EventTable.all(database))
                .singleElement()
                .satisfies(event -> assertThat(event.body()).isEqualTo(body));
    }

    @Test
    void blanksAroundAndBetweenTheEntriesAreKept() throws Exception {
        String body = "\t[ " + EntryText.of(1).encodePrettily() + " ,\n\n  "
                + EntryText.of(2).encode() + "\r\n]\n";
        assertThat(intake.post("msg.notify", utf8(body)).await()).isEqualTo(200);
        assertThat(texts()).containsExactly(body);
    }

    @Test
    void transientsAndCommandsArePartOfTheEvent() throws Exception {
        JsonObject onlyTransient = EventBodies.message(ID + 2);
        onlyTransient.getJsonObject("header").put("no_persist", 1);
        byte[] body = EventBodies.notifyOf(EventBodies.revokeOf(ID, 7), onlyTransient, EventBodies.message(ID + 1));
        byte[] alone = EventBodies.notifyOf(onlyTransient);
        assertThat(intake.post("msg.notify", body).await()).isEqualTo(200);
        assertThat(intake.post("msg.notify", alone).await()).isEqualTo(200);
        assertThat(MessageRows.byId(database)).containsOnlyKeys(ID + 1);
        assertThat(EventTable.all(database)).extracting(EventTable.Row::body).containsExactly(body, alone);
        assertThat(relay.planned()).containsExactly(List.of(ID, ID + 2, ID + 1), List.of(ID + 2));
    }

    @Test
    void whatIsSetAsideOrMendedIsNoPartOfTheEvent() throws Exception {
        assertRelayed("[1,{\"message_id\":\"x\"}, 2]", "[1, 2]");
        assertRelayed("[{\"payload\":7},1]", "[1]");
        assertRelayed("[1,,2]", "[1,2]");
        assertRelayed("[1,2,]", "[1,2]");
        assertRelayed("[1,2", "[1,2]");
        assertRelayed("[1,2]x", "[1,2]");
        assertRelayed("[1]", "[1]");
        assertRelayed("[]");
        assertRelayed("[7]");
        assertRelayed("no JSON");
    }

    /** {@code 1} and {@code 2} stand for good entries. */
    private void assertRelayed(String came, String... relayed) throws Exception {
        Sql.run(database, "DELETE FROM wkgate_delivery", "DELETE FROM wkgate_event");
        assertThat(intake.post("msg.notify", utf8(entries(came))).await()).isEqualTo(200);
        assertThat(texts())
                .as(came)
                .containsExactlyElementsOf(
                        Stream.of(relayed).map(RelayedMessagesTest::entries).toList());
    }

    private static String entries(String pattern) {
        return pattern.replaceAll("(?<=[\\[, ])1(?=[,\\] ]|$)", "<1>")
                .replaceAll("(?<=[\\[, ])2(?=[,\\] ]|$)", "<2>")
                .replace("<1>", EntryText.of(1).encode())
                .replace("<2>", EntryText.of(2).encode());
    }

    @Test
    void aBodyOfManyPartsIsCoveredByItsEventsEachEntryOnceAndInItsOrder() throws Exception {
        List<Long> ids = EventBodies.ids(0, 5000);
        assertThat(intake.post("msg.notify", EventBodies.notifyOf(ids)).await()).isEqualTo(200);
        assertThat(relayedIds()).isEqualTo(ids);
        assertThat(relay.planned().stream().flatMap(List::stream)).isEqualTo(ids);
        assertThat(EventTable.all(database)).hasSize(10);
        assertThat(MessageRows.count(database)).isEqualTo(5000);
    }

    @Test
    void partsCutByTheirBytesAreInTheOrderOfTheBodyToo() throws Exception {
        List<Long> ids = EventBodies.ids(0, 60);
        assertThat(intake.post("msg.notify", notifyOf(ids, 100_000)).await()).isEqualTo(200);
        assertThat(relayedIds()).isEqualTo(ids);
        assertThat(EventTable.all(database))
                .allSatisfy(event -> assertThat(event.body()).hasSizeLessThan(MEBIBYTE + 100));
    }

    @Test
    void anEntryLargerThanAPartIsAnEventOfItsOwn() throws Exception {
        String large = EntryText.of(2).put("payload", "A".repeat(3 * MEBIBYTE)).encode();
        String body = body(EntryText.of(1).encode(), large, EntryText.of(3).encode());
        assertThat(intake.post("msg.notify", utf8(body)).await()).isEqualTo(200);
        assertThat(texts())
                .containsExactly(
                        body(EntryText.of(1).encode()),
                        body(large),
                        body(EntryText.of(3).encode()));
    }

    @Test
    void aRelayThatThrowsWhenItIsToldCostsNoEvent() throws Exception {
        RelayPlan throwing = new RelayPlan() {
            @Override
            public boolean wants(String event) {
                return true;
            }

            @Override
            public Future<Optional<NewEvent>> plan(String event, List<Message> messages, Buffer body) {
                return relay.plan(event, messages, body);
            }

            @Override
            public void committed(List<NewEvent> events, Source source) {
                relay.committed(events, source);
                throw new IllegalStateException("no worker");
            }
        };
        try (RelayingIntake other = new RelayingIntake(database, throwing)) {
            for (int i = 0; i < 3; i++) {
                assertThat(other.post("msg.notify", EventBodies.notifyOf(EventBodies.ids(i, 1)))
                                .await())
                        .isEqualTo(200);
            }
        }
        await().untilAsserted(() -> assertThat(relay.committed()).hasSize(3));
        assertThat(EventTable.all(database)).hasSize(3);
    }

    @Test
    void withoutADestinationThatWantsItThereIsNoRow() throws Exception {
        try (RelayingIntake other =
                new RelayingIntake(database, new RecordingRelayPlan(event -> !event.equals("msg.notify")))) {
            assertThat(other.post("msg.notify", EventBodies.notifyOf(EventBodies.ids(0, 3)))
                            .await())
                    .isEqualTo(200);
        }
        assertThat(MessageRows.count(database)).isEqualTo(3);
        assertThat(EventTable.rows(database)).isZero();
    }

    private List<Long> relayedIds() throws Exception {
        List<Long> ids = new ArrayList<>();
        for (EventTable.Row event : EventTable.all(database)) {
            new JsonArray(event.text()).forEach(entry -> ids.add(((JsonObject) entry).getLong("message_id")));
        }
        return ids;
    }

    private List<String> texts() throws Exception {
        return EventTable.all(database).stream().map(EventTable.Row::text).toList();
    }

    private static byte[] notifyOf(List<Long> ids, int size) {
        return EventBodies.notifyOf(ids.stream()
                .map(id -> EventBodies.message(id).put("payload", "A".repeat(size)))
                .toArray(JsonObject[]::new));
    }
}
