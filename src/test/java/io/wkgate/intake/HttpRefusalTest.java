package io.wkgate.intake;

import static io.wkgate.event.EntryText.body;
import static io.wkgate.event.EntryText.utf8;
import static io.wkgate.event.EntryText.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.EntryText;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.DeadLetterView;
import io.wkgate.testing.LogCapture;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.PlainHttp;
import io.wkgate.testing.RawCall;
import io.wkgate.testing.TestGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: who is not WuKongIM is turned away before the body is read, only absurd sizes are refused, gzip is read,
 * and nothing of a payload or a token reaches the log.
 */
@ExtendWith(DatabaseServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpRefusalTest {

    private static final String WEBHOOK = "/webhook/" + TestGateway.TOKEN + "?event=msg.notify";
    private static final int BODY_LIMIT = 256 << 10;

    private final HttpClient client = PlainHttp.client();
    private ConnectionDetails database;
    private TestGateway gateway;
    private DeadLetterView deadLetters;

    @BeforeAll
    void start(ConnectionDetails fresh) {
        database = fresh;
        gateway = TestGateway.start(fresh, Map.of("WKGATE_INTAKE_BODY_LIMIT", Integer.toString(BODY_LIMIT)));
        deadLetters = new DeadLetterView(gateway);
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @Test
    void aWrongTokenIsRefusedBeforeTheBodyIsSent() throws Exception {
        double counted = deadLetters.metric("wkgate_intake_unauthorized_total");
        for (String token : new String[] {"wrong", "", TestGateway.TOKEN + "x", "test"}) {
            try (RawCall call = new RawCall(gateway.httpPort())) {
                call.head("POST", "/webhook/" + token + "?event=msg.notify", "Content-Length: 100000");
                assertThat(call.status()).isEqualTo(401);
            }
        }
        assertThat(deadLetters.metric("wkgate_intake_unauthorized_total")).isEqualTo(counted + 4);
    }

    @Test
    void aWrongTokenIsRefusedInTheMiddleOfTheBody() throws Exception {
        try (RawCall call = new RawCall(gateway.httpPort())) {
            call.head("POST", "/webhook/wrong?event=msg.notify", "Content-Length: 100000");
            call.write(new byte[10]);
            assertThat(call.status()).isEqualTo(401);
        }
    }

    @Test
    void whatIsNotTheWebhookIsRefused() throws Exception {
        assertThat(get("POST", "/")).isEqualTo(404);
        assertThat(get("POST", "/webhooks/" + TestGateway.TOKEN)).isEqualTo(404);
        assertThat(get("GET", WEBHOOK)).isEqualTo(405);
        assertThat(get("PUT", WEBHOOK)).isEqualTo(405);
        assertThat(get("POST", "/webhook/" + TestGateway.TOKEN)).isEqualTo(400);
        assertThat(get("POST", "/webhook/" + TestGateway.TOKEN + "?event=")).isEqualTo(400);
        assertThat(get("POST", "/webhook/" + TestGateway.TOKEN + "?event=%zz")).isEqualTo(400);
    }

    private int get(String method, String target) throws IOException {
        try (RawCall call = new RawCall(gateway.httpPort())) {
            return call.head(method, target, "Content-Length: 2")
                    .write(utf8("[]"))
                    .status();
        }
    }

    @Test
    void aRefusalIsAProblemDocument() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.httpPort() + "/webhook/x?event=y"))
                        .POST(HttpRequest.BodyPublishers.ofString("[]"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(new JsonObject(answer.body()).getInteger("status")).isEqualTo(401);
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsRefusedAtOnceWithAnAlarm() throws Exception {
        try (LogCapture log = LogCapture.open();
                RawCall call = new RawCall(gateway.httpPort())) {
            call.head("POST", WEBHOOK, "Content-Length: " + (BODY_LIMIT + 1));
            assertThat(call.status()).isEqualTo(413);
            assertThat(log.lines()).anyMatch(line -> line.startsWith("ERROR") && line.contains("intake.body-limit"));
        }
        assertThat(deadLetters.metric(
                        "wkgate_events_total{event=\"msg.notify\",outcome=\"too_large\",transport=\"http\"}"))
                .isPositive();
    }

    @Test
    void aBodyThatTurnsOutTooLargeIsRefused() throws Exception {
        try (RawCall call = new RawCall(gateway.httpPort())) {
            call.head("POST", WEBHOOK, "Transfer-Encoding: chunked");
            byte[] chunk = utf8("x".repeat(1 << 10));
            for (int sent = 0; sent <= BODY_LIMIT; sent += chunk.length) {
                call.write(utf8("400\r\n")).write(chunk).write(utf8("\r\n"));
            }
            assertThat(call.status()).isEqualTo(413);
        }
    }

    @Test
    void aBodyOfExactlyTheLimitIsRead() throws Exception {
        String entry = EntryText.of(100).encode();
        String body = "[" + entry + "," + " ".repeat(BODY_LIMIT - entry.length() - 3) + "]";
        assertThat(gateway.post("msg.notify", utf8(body)).statusCode()).isEqualTo(200);
        assertThat(MessageRows.byId(database)).containsKey(100L);
    }

    @Test
    void aGzipBodyIsRead() throws Exception {
        String bad = with(201, "payload", "\"?\"");
        byte[] body = gzip(
                utf8(body(EntryText.of(200).encode(), bad, EntryText.of(202).encode())));
        assertThat(postGzip(body)).isEqualTo(200);
        assertThat(MessageRows.byId(database)).containsKeys(200L, 202L).doesNotContainKey(201L);
    }

    @Test
    void aGzipBodyThatUnpacksToMoreThanTheLimitIsRefused() throws Exception {
        assertThat(postGzip(gzip(utf8("[" + " ".repeat(BODY_LIMIT) + "]")))).isEqualTo(413);
    }

    @Test
    void aGzipBodyThatIsNoGzipIsSetAside() throws Exception {
        long before = deadLetters.newest();
        byte[] body = utf8("this is no gzip");
        assertThat(postGzip(body)).isEqualTo(200);
        assertThat(deadLetters.since(before)).singleElement().satisfies(letter -> {
            assertThat(letter.getString("field")).isEqualTo("body");
            assertThat(letter.getString("reason")).isEqualTo("not gzip");
            assertThat(deadLetters.bytes(letter)).isEqualTo(body);
        });
        assertThat(gateway.post("msg.notify", utf8("[]")).statusCode()).isEqualTo(200);
    }

    @Test
    void ofAGzipBodyThatIsDamagedWhatWasReadBeforeIsStored() throws Exception {
        byte[] body =
                gzip(utf8(body(EntryText.of(300).encode(), EntryText.of(301).encode())));
        body[body.length - 6] ^= 1;
        assertThat(postGzip(body)).isEqualTo(200);
        assertThat(MessageRows.byId(database)).containsKey(300L);
        assertThat(deadLetters.list().get(0).getString("reason")).isEqualTo("not gzip");
    }

    private int postGzip(byte[] body) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.httpPort() + WEBHOOK))
                                .header("Content-Encoding", "gzip")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void aSenderThatHangsUpLeavesNothingBehind() throws Exception {
        try (RawCall call = new RawCall(gateway.httpPort())) {
            call.head("POST", WEBHOOK, "Content-Length: 1000")
                    .write(utf8("[" + EntryText.of(400).encode()));
        }
        await().untilAsserted(() ->
                assertThat(deadLetters.metric("wkgate_held_bytes")).isZero());
        assertThat(deadLetters.list())
                .noneMatch(letter -> letter.getString("reason").startsWith("ends"));
    }

    @Test
    void neitherPayloadsNorTokensReachTheLog() throws Exception {
        String secret = "U0VDUkVU";
        try (LogCapture log = LogCapture.open()) {
            gateway.post("msg.notify", utf8(body(with(500, "payload", "\"" + secret + "\""))));
            gateway.post("msg.notify", utf8(body(with(501, "payload", "\"" + secret + "!\""))));
            gateway.post("msg.notify", utf8("[{\"payload\":\"" + secret + "\"," + secret + "}]"));
            gateway.post("msg.notify", utf8(secret));
            gateway.post("msg.offline", utf8("[\"" + secret + "\"]"));
            get("POST", "/webhook/" + secret + "?event=msg.notify");
            get("POST", "/" + secret);
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("payload: not base64"))
                    .noneMatch(line -> line.contains(secret) || line.contains(TestGateway.TOKEN));
        }
    }
}
