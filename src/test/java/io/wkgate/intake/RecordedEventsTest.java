package io.wkgate.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.intake.grpc.EventStatus;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.DeadLetterView;
import io.wkgate.testing.GrpcCaller;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Recordings;
import io.wkgate.testing.TestGateway;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: what a real server of each version sent, byte for byte, becomes exactly the rows of its messages, however
 * often it comes; commands and transients are acknowledged and not stored.
 */
@ExtendWith(DatabaseServerExtension.class)
class RecordedEventsTest {

    @ParameterizedTest
    @MethodSource("io.wkgate.testing.Recordings#versions")
    void everyRecordedEventIsAcknowledgedAndEveryMessageIsARow(String version, ConnectionDetails database)
            throws Exception {
        List<Recordings.Event> events = Recordings.http(version);
        try (TestGateway gateway = TestGateway.start(database)) {
            post(gateway, events);
            assertThat(new DeadLetterView(gateway).list()).isEmpty();
        }
        assertRows(database, messages(events));
    }

    @ParameterizedTest
    @MethodSource("io.wkgate.testing.Recordings#versions")
    void theSameEventsAgainChangeNothing(String version, ConnectionDetails database) throws Exception {
        List<Recordings.Event> events = Recordings.http(version);
        try (TestGateway gateway = TestGateway.start(database)) {
            post(gateway, events);
            List<MessageRows.Row> once = MessageRows.all(database);
            double repeated = new DeadLetterView(gateway).metric("wkgate_messages_repeated_total");
            post(gateway, events);
            assertThat(MessageRows.all(database)).usingRecursiveComparison().isEqualTo(once);
            assertThat(new DeadLetterView(gateway).metric("wkgate_messages_repeated_total"))
                    .isEqualTo(repeated + entriesToStore(events));
        }
        assertRows(database, messages(events));
    }

    @ParameterizedTest
    @MethodSource("io.wkgate.testing.Recordings#grpcVersions")
    void everyEventRecordedOverGrpcIsAcknowledgedAndEveryMessageIsARow(String version, ConnectionDetails database)
            throws Exception {
        List<Recordings.Event> events = Recordings.grpc(version);
        assertThat(messages(events)).isNotEmpty();
        try (TestGateway gateway = TestGateway.start(database);
                GrpcCaller caller = new GrpcCaller(gateway.grpcPort())) {
            for (Recordings.Event event : events) {
                assertThat(caller.send(event.name(), event.bytes())).isEqualTo(EventStatus.Success);
            }
            assertThat(new DeadLetterView(gateway).list()).isEmpty();
        }
        assertRows(database, messages(events));
    }

    @ParameterizedTest
    @MethodSource("io.wkgate.testing.Recordings#versions")
    void whatWasRecordedOverHttpGivesTheSameRowsOverGrpc(String version, ConnectionDetails database) throws Exception {
        List<Recordings.Event> events = Recordings.http(version);
        try (TestGateway gateway = TestGateway.start(database);
                GrpcCaller caller = new GrpcCaller(gateway.grpcPort())) {
            for (Recordings.Event event : events) {
                assertThat(caller.send(event.name(), event.bytes())).isEqualTo(EventStatus.Success);
            }
        }
        assertRows(database, messages(events));
    }

    private static void post(TestGateway gateway, List<Recordings.Event> events) throws Exception {
        for (Recordings.Event event : events) {
            assertThat(gateway.post(event.name(), event.bytes()).statusCode()).isEqualTo(200);
        }
    }

    private static Map<Long, JsonObject> messages(List<Recordings.Event> events) {
        Map<Long, JsonObject> messages = new TreeMap<>();
        events.stream()
                .filter(Recordings.Event::notifies)
                .forEach(event -> new JsonArray(event.body()).forEach(element -> {
                    JsonObject message = (JsonObject) element;
                    if (isStored(message)) {
                        messages.put(message.getLong("message_id"), message);
                    }
                }));
        return messages;
    }

    private static double entriesToStore(List<Recordings.Event> events) {
        return events.stream()
                .filter(Recordings.Event::notifies)
                .flatMap(event -> new JsonArray(event.body()).stream())
                .filter(element -> isStored((JsonObject) element))
                .count();
    }

    private static boolean isStored(JsonObject message) {
        JsonObject header = message.getJsonObject("header");
        return header.getInteger("sync_once") == 0 && header.getInteger("no_persist") == 0;
    }

    private static void assertRows(ConnectionDetails database, Map<Long, JsonObject> messages) throws Exception {
        Map<Long, MessageRows.Row> rows = MessageRows.byId(database);
        assertThat(rows.keySet()).isEqualTo(messages.keySet());
        messages.forEach((id, message) -> assertRow(rows.get(id), message));
    }

    private static void assertRow(MessageRows.Row row, JsonObject message) {
        assertThat(row.messageSeq()).isEqualTo(message.getLong("message_seq"));
        assertThat(row.clientMsgNo()).isEqualTo(message.getString("client_msg_no"));
        assertThat(row.fromUid()).isEqualTo(message.getString("from_uid"));
        assertThat(row.channelType()).isEqualTo(message.getInteger("channel_type"));
        assertThat(row.redDot()).isEqualTo(message.getJsonObject("header").getInteger("red_dot") == 1);
        assertThat(row.setting()).isEqualTo(message.getInteger("setting"));
        assertThat(row.expire()).isEqualTo(message.getLong("expire"));
        assertThat(row.timestamp()).isEqualTo(message.getLong("timestamp"));
        assertThat(row.payload()).isEqualTo(Base64.getDecoder().decode(message.getString("payload")));
        if (row.channelType() == ChannelKey.PERSON) {
            assertThat(row.channelId()).isEqualTo("u2@u1");
        } else {
            assertThat(row.channelId()).isEqualTo(message.getString("channel_id"));
        }
    }
}
