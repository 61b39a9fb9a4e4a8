package io.wkgate.intake;

import static io.wkgate.event.EntryText.body;
import static io.wkgate.event.EntryText.utf8;
import static io.wkgate.event.EntryText.with;
import static io.wkgate.event.EntryText.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.EntryText;
import io.wkgate.intake.grpc.EventStatus;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.DeadLetterView;
import io.wkgate.testing.GrpcCaller;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.TestGateway;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: a bad entry or body is acknowledged, becomes a dead letter with its bytes and a reason that names the
 * field, and costs no other entry; a metric counts it. Over HTTP and over gRPC.
 */
@ExtendWith(DatabaseServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private final AtomicLong ids = new AtomicLong(1000);
    private ConnectionDetails database;
    private TestGateway gateway;
    private DeadLetterView deadLetters;
    private GrpcCaller grpc;

    @BeforeAll
    void start(ConnectionDetails fresh) {
        database = fresh;
        gateway = TestGateway.start(fresh, Map.of("WKGATE_INTAKE_ENTRY_LIMIT", "64KiB"));
        deadLetters = new DeadLetterView(gateway);
        grpc = new GrpcCaller(gateway.grpcPort());
    }

    @AfterAll
    void stop() throws Exception {
        grpc.close();
        gateway.close();
    }

    /** What is wrong, and how it is told. */
    private record Bad(String field, String reason, String json) {
        @Override
        public String toString() {
            return field + " " + reason + ": " + (json.length() > 40 ? json.substring(0, 40) + "…" : json);
        }
    }

    static Stream<Bad> badFields() {
        return Stream.of(
                new Bad("payload", "not base64", "\"not base64\""),
                new Bad("payload", "not a text", "{\"type\":1}"),
                new Bad("client_msg_no", "256 characters, and the column holds 255", "\"" + "频".repeat(256) + "\""),
                new Bad("from_uid", "256 characters, and the column holds 255", "\"" + "u".repeat(256) + "\""),
                new Bad("channel_id", "512 characters, and the column holds 511", "\"" + "g".repeat(512) + "\""),
                new Bad("client_msg_no", "half of a surrogate pair", "\"\\ud83d\""),
                new Bad("from_uid", "half of a surrogate pair", "\"\\ude00u1\""),
                new Bad("channel_id", "half of a surrogate pair", "\"g\\ud83dg\""),
                new Bad("message_id", "out of range", "9223372036854775808"),
                new Bad("message_id", "out of range", "-1"),
                new Bad("message_id", "not a whole number", "\"x\""),
                new Bad("message_seq", "out of range", "9223372036854775808"),
                new Bad("message_seq", "out of range", "-1"),
                new Bad("channel_type", "out of range", "256"),
                new Bad("setting", "out of range", "-1"),
                new Bad("expire", "out of range", "4294967296"),
                new Bad("timestamp", "not a whole number", "1.5"),
                new Bad("header", "not a JSON object", "7"));
    }

    @ParameterizedTest
    @MethodSource("badFields")
    void aFieldThatCannotBeStoredCostsItsEntryAlone(Bad bad) throws Exception {
        long id = ids.addAndGet(10);
        assertSetAside(bad.field(), bad.reason(), with(id, bad.field(), bad.json()), id, false);
        long other = ids.addAndGet(10);
        assertSetAside(bad.field(), bad.reason(), with(other, bad.field(), bad.json()), other, true);
    }

    @Test
    void anEntryWithoutAnIdIsSetAside() throws Exception {
        long id = ids.addAndGet(10);
        String entry = without(id, "message_id").replace("\"message_idstr\":\"" + id + "\",", "");
        assertSetAside("message_id", "missing", entry, id, false);
    }

    @Test
    void anEntryThatIsNoObjectIsSetAside() throws Exception {
        assertSetAside("entry", "not a JSON object", "[\"" + ids.get() + "\"]", ids.addAndGet(10), false);
        assertSetAside("entry", "not a JSON object", "\"" + ids.get() + "\"", ids.addAndGet(10), true);
    }

    @Test
    void anEntryThatIsNoJsonIsSetAside() throws Exception {
        assertSetAside("entry", "not JSON", "{" + ids.get() + "}", ids.addAndGet(10), false);
        assertSetAside("entry", "not JSON", "nul" + ids.get(), ids.addAndGet(10), true);
    }

    /** Posts it between two good ones. */
    private void assertSetAside(String field, String reason, String bad, long id, boolean overGrpc) throws Exception {
        long before = deadLetters.newest();
        String metric = "wkgate_deadletters_set_aside_total{event=\"msg.notify\",field=\"" + field + "\"}";
        double counted = deadLetters.metric(metric);
        String first = EntryText.of(id + 1).encode();
        String last = EntryText.of(id + 2).encode();
        post(utf8(body(first, bad, last)), overGrpc);
        assertThat(MessageRows.byId(database)).containsKeys(id + 1, id + 2).doesNotContainKey(id);
        List<JsonObject> letters = deadLetters.since(before);
        assertThat(letters).hasSize(1);
        assertLetter(letters.get(0), "entry", field, reason);
        assertThat(deadLetters.bytes(letters.get(0))).isEqualTo(utf8(bad));
        assertThat(deadLetters.metric(metric)).isEqualTo(counted + 1);
    }

    private void post(byte[] body, boolean overGrpc) throws Exception {
        if (overGrpc) {
            assertThat(grpc.send("msg.notify", body)).isEqualTo(EventStatus.Success);
        } else {
            assertThat(gateway.post("msg.notify", body).statusCode()).isEqualTo(200);
        }
    }

    private static void assertLetter(JsonObject letter, String part, String field, String reason) {
        assertThat(letter.getString("event")).isEqualTo("msg.notify");
        assertThat(letter.getString("part")).isEqualTo(part);
        assertThat(letter.getString("field")).isEqualTo(field);
        assertThat(letter.getString("reason")).startsWith(reason);
        assertThat(letter.getBoolean("cut")).isFalse();
        assertThat(letter.getInteger("seen")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "` \n`           | ` \n`            | empty",
                "this is no JSON  | this is no JSON  | not a JSON array",
                "{\"message_id\":7,\"channel_id\":\"g\",\"timestamp\":1} | {\"message_id\":7,\"channel_id\":\"g\",\"timestamp\":1} |"
                        + " not a JSON array",
                "null             | null             | not a JSON array",
                "[{\"message_id\":8 | {\"message_id\":8 | ends in the middle of an entry",
                "`[\t`           | `\t`            | ends before its closing bracket",
                "[]x              | x                | text after its closing bracket"
            })
    void aBodyThatIsNoMsgNotifyIsSetAside(String body, String kept, String reason) throws Exception {
        long before = deadLetters.newest();
        long rows = MessageRows.count(database);
        post(utf8(body), false);
        List<JsonObject> letters = deadLetters.since(before);
        assertThat(letters).hasSize(1);
        assertLetter(letters.get(0), "body", "body", reason);
        assertThat(deadLetters.bytes(letters.get(0))).isEqualTo(utf8(kept));
        assertThat(MessageRows.count(database)).isEqualTo(rows);
    }

    @Test
    void anEmptyBodyIsSetAside() throws Exception {
        long before = deadLetters.newest();
        post(new byte[0], false);
        post(new byte[0], true);
        assertThat(deadLetters.since(before)).singleElement().satisfies(letter -> {
            assertThat(letter.getString("reason")).isEqualTo("empty");
            assertThat(letter.getInteger("seen")).isEqualTo(2);
        });
    }

    @Test
    void ofABodyThatEndsTooSoonEveryCompleteEntryIsStored() throws Exception {
        long id = ids.addAndGet(10);
        String whole = body(EntryText.of(id).encode(), EntryText.of(id + 1).encode());
        post(utf8(whole.substring(0, whole.length() - 20)), false);
        assertThat(MessageRows.byId(database)).containsKey(id).doesNotContainKey(id + 1);
    }

    @Test
    void anEntryOverTheLimitIsCutAndTheRestIsStored() throws Exception {
        for (boolean overGrpc : new boolean[] {false, true}) {
            long before = deadLetters.newest();
            long id = ids.addAndGet(10);
            String huge = EntryText.of(id).put("payload", "A".repeat(100_000)).encode();
            String body = body(
                    EntryText.of(id + 1).encode(), huge, EntryText.of(id + 2).encode());
            post(utf8(body), overGrpc);
            assertThat(MessageRows.byId(database)).containsKeys(id + 1, id + 2).doesNotContainKey(id);
            assertThat(deadLetters.since(before)).singleElement().satisfies(letter -> {
                assertThat(letter.getString("field")).isEqualTo("entry");
                assertThat(letter.getString("reason")).contains("over intake.entry-limit");
                assertThat(letter.getInteger("size")).isEqualTo(huge.length());
                assertThat(letter.getBoolean("cut")).isTrue();
                assertThat(deadLetters.bytes(letter)).isEqualTo(utf8(huge.substring(0, 64 << 10)));
            });
        }
    }

    @Test
    void theSameBadEntryTwiceIsOneDeadLetterSeenTwice() throws Exception {
        long before = deadLetters.newest();
        long id = ids.addAndGet(10);
        String bad = with(id, "payload", "\"?\"");
        post(utf8(body(bad)), false);
        post(utf8(body(EntryText.of(id + 1).encode(), bad)), false);
        assertThat(deadLetters.since(before))
                .singleElement()
                .satisfies(letter -> assertThat(letter.getInteger("seen")).isEqualTo(2));
    }

    @Test
    void manyBadEntriesInOneBodyAreAllSetAside() throws Exception {
        long before = deadLetters.newest();
        String[] entries = new String[60];
        long id = ids.addAndGet(100) - 100;
        for (int i = 0; i < entries.length; i++) {
            entries[i] = i % 2 == 0
                    ? with(id + i, "setting", "999")
                    : EntryText.of(id + i).encode();
        }
        long rows = MessageRows.count(database);
        post(utf8(body(entries)), false);
        assertThat(deadLetters.since(before)).hasSize(30);
        assertThat(MessageRows.count(database)).isEqualTo(rows + 30);
    }

    @Test
    void anEventOfAKindThatIsNotKnownIsAcceptedWhateverItHolds() throws Exception {
        long before = deadLetters.newest();
        long rows = MessageRows.count(database);
        for (String body : List.of("", "no json", EntryText.of(1).encode(), "\0")) {
            assertThat(gateway.post("msg.before_send", utf8(body)).statusCode()).isEqualTo(200);
            assertThat(grpc.send("msg.before_send", utf8(body))).isEqualTo(EventStatus.Success);
        }
        assertThat(deadLetters.since(before)).isEmpty();
        assertThat(MessageRows.count(database)).isEqualTo(rows);
    }

    @Test
    void aKnownEventOfAnotherFormIsSetAside() throws Exception {
        long before = deadLetters.newest();
        assertThat(gateway.post("msg.offline", utf8("[]")).statusCode()).isEqualTo(200);
        assertThat(gateway.post("user.onlinestatus", utf8("{}")).statusCode()).isEqualTo(200);
        assertThat(deadLetters.since(before))
                .extracting(letter -> letter.getString("event") + " " + letter.getString("reason"))
                .containsExactly("user.onlinestatus not a JSON array", "msg.offline not a JSON object");
    }
}
