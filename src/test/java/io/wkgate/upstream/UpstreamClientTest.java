package io.wkgate.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.wkgate.config.Secret;
import io.wkgate.config.UpstreamSettings;
import io.wkgate.config.UpstreamUrl;
import io.wkgate.store.embedded.LoopbackPort;
import io.wkgate.testing.EndOf;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The promise: a call ends in bounded time with an answer or with a failure that tells the stage; only what surely was not
 * done is tried again; a node that fails is left alone for a while and used again when it is back; and the token goes to
 * upstream alone, into no text.
 */
class UpstreamClientTest {

    /** Long, for a busy machine; short where it is the limit that is tested. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final UpstreamRequest ASK = UpstreamRequest.get("/ask");

    private static Vertx vertx;

    private FakeServer server;
    private UpstreamClient client;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        EndOf.vertx(vertx);
    }

    @BeforeEach
    void start() {
        server = FakeServer.start(vertx).on("GET /ask", 200, "{\"a\":1}");
        client = client(server.url(), 1000);
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private UpstreamClient client(UpstreamUrl url, int watched) {
        return client(url, patience(LIMIT, watched));
    }

    private static Patience patience(Duration limit, int watched) {
        return new Patience(limit, 3, Duration.ofMillis(10), watched, Duration.ofMillis(200), 4);
    }

    private UpstreamClient client(UpstreamUrl url, Patience patience) {
        UpstreamSettings settings = new UpstreamSettings(
                List.of(url),
                Optional.of(new Secret("geheim")),
                LIMIT,
                Duration.ofMinutes(1),
                List.of(),
                Optional.empty(),
                Optional.empty());
        return new UpstreamClient(vertx, settings, patience);
    }

    private static UpstreamAnswer answer(UpstreamClient client, UpstreamRequest request) throws Exception {
        return client.call(client.nodes().get(0), request).await(20, TimeUnit.SECONDS);
    }

    private static UpstreamFailure failure(UpstreamClient client) throws Exception {
        try {
            answer(client, ASK);
            throw new AssertionError("it succeeded");
        } catch (UpstreamException e) {
            assertThat(e.toString()).doesNotContain("geheim");
            return e.failure();
        }
    }

    @Test
    void anAnswerComesWithItsBody() throws Exception {
        assertThat(answer(client, ASK).json()).contains(new JsonObject().put("a", 1));
    }

    @Test
    void theTokenAndTheBodyAreSent() throws Exception {
        server.on("POST /tell", 200, "");
        answer(client, UpstreamRequest.post("/tell", new JsonObject().put("payload", "geheim")));
        assertThat(server.headers().get(0).get("token")).isEqualTo("geheim");
        assertThat(server.headers().get(0).get("Content-Type")).isEqualTo("application/json");
        assertThat(UpstreamRequest.post("/tell", new JsonObject().put("payload", "geheim")))
                .hasToString("POST /tell");
    }

    @Test
    void userAndPasswordOfTheAddressAreSentAsBasicAuthentication() throws Exception {
        UpstreamUrl url = UpstreamUrl.parse(server.url().base().replace("http://", "http://me:p%40ss+@"));
        try (UpstreamClient other = client(url, 1000)) {
            answer(other, ASK);
        }
        assertThat(server.headers().get(0).get("Authorization")).isEqualTo("Basic bWU6cEBzcys=");
    }

    @Test
    void aRefusedConnectionIsNotConnectedAndTriedAgain() throws Exception {
        UpstreamUrl nobody = UpstreamUrl.parse("http://127.0.0.1:" + LoopbackPort.choose());
        try (UpstreamClient other = client(nobody, 3)) {
            assertThat(failure(other)).isEqualTo(new UpstreamFailure.NotConnected("no connection"));
            // Three tries filled the breaker's window: the call was made three times.
            assertThat(failure(other)).isInstanceOf(UpstreamFailure.NotTried.class);
        }
    }

    @Test
    void anUnknownNameIsNotConnected() throws Exception {
        try (UpstreamClient other = client(UpstreamUrl.parse("http://no-such-host.invalid:5001"), 1000)) {
            assertThat(failure(other)).isInstanceOf(UpstreamFailure.NotConnected.class);
        }
    }

    @Test
    void noAnswerInTimeIsNoAnswerAndNotTriedAgain() throws Exception {
        server.silent("GET /ask");
        try (UpstreamClient hasty = client(server.url(), patience(SHORT, 1000))) {
            assertThat(failure(hasty)).isEqualTo(new UpstreamFailure.NoAnswer("no answer in time"));
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aConnectionThatBreaksIsNoAnswerAndNotTriedAgain() throws Exception {
        NetServer breaking =
                vertx.createNetServer().connectHandler(socket -> socket.handler(request -> socket.close()));
        int port = breaking.listen(0, "127.0.0.1").await().actualPort();
        try (UpstreamClient other = client(UpstreamUrl.parse("http://127.0.0.1:" + port), 1000)) {
            assertThat(failure(other)).isInstanceOf(UpstreamFailure.NoAnswer.class);
        }
    }

    @Test
    void whatIsNoHttpIsNotUnderstood() throws Exception {
        NetServer garbage = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(request -> socket.write("garbage\r\nmore garbage\r\n\r\n")));
        int port = garbage.listen(0, "127.0.0.1").await().actualPort();
        try (UpstreamClient other = client(UpstreamUrl.parse("http://127.0.0.1:" + port), 1000)) {
            assertThat(failure(other)).isInstanceOf(UpstreamFailure.NotUnderstood.class);
        }
    }

    @Test
    void anAnswerWithoutEndIsNotUnderstoodAndDoesNotFillTheMemory() throws Exception {
        BoundedBody body = new BoundedBody(10);
        var stream = body.stream();
        assertThat(stream.write(Buffer.buffer("0123456789")).succeeded()).isTrue();
        assertThat(stream.write(Buffer.buffer("0")).failed()).isTrue();
        assertThat(UpstreamFailure.of(stream.result().cause())).isInstanceOf(UpstreamFailure.NotUnderstood.class);
        assertThat(stream.write(Buffer.buffer("0")).failed()).isTrue();

        server.on("GET /ask", 200, "x".repeat(UpstreamClient.LARGEST_ANSWER + 1));
        try (UpstreamClient patient =
                client(server.url(), new Patience(Duration.ofSeconds(10), 1, LIMIT, 10, LIMIT, 4))) {
            assertThat(failure(patient).description()).startsWith("the answer is larger than");
        }
    }

    @Test
    void aStatusIsAnsweredAndNotTriedAgain() throws Exception {
        for (int status : List.of(302, 400, 401, 404, 500)) {
            server.requests().clear();
            server.on("GET /ask", status, "{\"msg\":\"no\"}");
            assertThat(failure(client)).isInstanceOfSatisfying(UpstreamFailure.Answered.class, answered -> {
                assertThat(answered.answer().status()).isEqualTo(status);
                assertThat(answered.answer().json()).contains(new JsonObject().put("msg", "no"));
                assertThat(answered.description()).doesNotContain("no\"");
            });
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void theTokenFollowsNoRedirect() throws Exception {
        FakeServer stranger = FakeServer.start(vertx);
        server.on("GET /ask", 302, stranger.url().base() + "/ask");
        failure(client);
        assertThat(stranger.requests()).isEmpty();
    }

    @Test
    void status503IsTriedAgainUntilItIsOver() throws Exception {
        server.once("GET /ask", 503, "");
        assertThat(answer(client, ASK).status()).isEqualTo(200);
        assertThat(server.requests()).hasSize(2);

        server.on("GET /ask", 503, "");
        server.requests().clear();
        assertThat(failure(client).description()).isEqualTo("status 503");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void theBreakerOpensAndCloses() throws Exception {
        try (UpstreamClient other = client(server.url(), 4)) {
            server.on("GET /ask", 500, "");
            for (int i = 0; i < 4; i++) {
                assertThat(failure(other)).isInstanceOf(UpstreamFailure.Answered.class);
            }
            assertThat(failure(other)).isInstanceOf(UpstreamFailure.NotTried.class);
            assertThat(server.requests()).hasSize(4);

            server.on("GET /ask", 200, "{}");
            await().pollInterval(Duration.ofMillis(20))
                    .ignoreExceptions()
                    .until(() -> answer(other, ASK).success());
            assertThat(answer(other, ASK).success()).isTrue();
        }
    }

    @Test
    void aRefusalThatIsNoFaultOfTheServerOpensNothing() throws Exception {
        try (UpstreamClient other = client(server.url(), 4)) {
            server.on("GET /ask", 401, "");
            for (int i = 0; i < 10; i++) {
                assertThat(failure(other).description()).isEqualTo("token missing or wrong (status 401)");
            }
        }
    }

    @Test
    void moreThanMayBeInFlightIsNotTriedAndDisturbsNobody() throws Exception {
        server.silent("GET /ask");
        UpstreamClient hasty = client(server.url(), patience(Duration.ofSeconds(1), 1000));
        var first = IntStream.range(0, 4)
                .mapToObj(i -> hasty.call(hasty.nodes().get(0), ASK))
                .toList();
        assertThat(failure(hasty))
                .isEqualTo(new UpstreamFailure.NotTried("not tried: too many calls to it are in flight"));
        await().until(() -> first.stream().allMatch(call -> call.isComplete()));
        server.on("GET /ask", 200, "{}");
        await().ignoreExceptions().until(() -> answer(hasty, ASK).success());
        hasty.close();
    }
}
