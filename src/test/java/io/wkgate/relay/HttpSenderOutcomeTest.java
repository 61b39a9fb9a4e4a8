package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.wkgate.relay.HttpSenderFixture.Destination;
import io.wkgate.store.Source;
import io.wkgate.store.embedded.LoopbackPort;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: whatever a receiver does, an attempt ends in time and says whose fault it was; a status that came decides,
 * whatever becomes of the answer's body.
 */
class HttpSenderOutcomeTest extends FaultyReceiverScene {

    /** Where it is the limit that is tested. */
    private static final Duration SHORT = Duration.ofMillis(400);

    private AttemptResult after(FaultyAnswer answer, Duration timeout) throws Exception {
        receiver.answer(answer);
        return to(HttpSenderFixture.to(receiver.url("/")).timeout(timeout));
    }

    private AttemptResult after(FaultyAnswer answer) throws Exception {
        return after(answer, HttpSenderFixture.PATIENT);
    }

    private static AttemptResult to(Destination destination) throws Exception {
        try (HttpSenderFixture sender = destination.open(vertx)) {
            return sender.send();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED",
        "201, DELIVERED",
        "202, DELIVERED",
        "204, DELIVERED",
        "299, DELIVERED",
        "300, FAILED",
        "304, FAILED",
        "302, FAILED",
        "400, REFUSED",
        "401, REFUSED",
        "403, REFUSED",
        "404, REFUSED",
        "409, REFUSED",
        "413, REFUSED",
        "422, REFUSED",
        "499, REFUSED",
        "408, FAILED",
        "425, FAILED",
        "410, GONE",
        "429, BUSY",
        "500, FAILED",
        "502, FAILED",
        "503, FAILED",
        "504, FAILED",
        "599, FAILED",
        "600, FAILED",
        "999, FAILED"
    })
    void theStatusSaysIt(int status, Outcome outcome) throws Exception {
        AttemptResult result = after(FaultyAnswer.status(status));
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.detail()).contains("status " + status);
        assertThat(result.retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"429, BUSY", "503, BUSY", "500, FAILED", "400, REFUSED"})
    void retryAfterIsRead(int status, Outcome outcome) throws Exception {
        AttemptResult result = after(FaultyAnswer.status(status, Map.of("Retry-After", "30"), ""));
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(result.detail()).isEqualTo("answered with status " + status + ", asks for 30 s of rest");
    }

    @Test
    void retryAfterThatCannotBeUnderstoodIsNone() throws Exception {
        AttemptResult result = after(FaultyAnswer.status(503, Map.of("Retry-After", "soon"), ""));
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://me:geheim@other.example:8443/geheim?t=geheim | a redirect to https://other.example:8443",
                "http://other.example/geheim                           | a redirect to http://other.example",
                "//other.example/geheim                                | a redirect to http://other.example",
                "ftp://other.example/geheim                            | a redirect to an address that is none",
                "http://[geheim                                        | a redirect to an address that is none",
            })
    void aRedirectIsNotFollowedAndOnlyItsOriginTold(String location, String told) throws Exception {
        AttemptResult result = after(FaultyAnswer.redirect(307, location));
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.detail()).isEqualTo("answered with " + told + " (status 307)");
    }

    @Test
    void aRedirectToItselfIsNotFollowedEither() throws Exception {
        AttemptResult result = after(FaultyAnswer.redirect(302, "/elsewhere"));
        assertThat(result.detail())
                .isEqualTo("answered with a redirect to http://127.0.0.1:" + receiver.port() + " (status 302)");
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void theAnswerIsKeptUpTo4KiB() throws Exception {
        assertThat(after(FaultyAnswer.status(400, "没有")).answer().toString()).isEqualTo("没有");
        AttemptResult cut = after(FaultyAnswer.status(500, "x".repeat(5000)));
        assertThat(cut.answer().toString()).isEqualTo("x".repeat(AttemptResult.ANSWER_BYTES));
        AttemptResult packed = after(FaultyAnswer.gzip(200, "hello"));
        assertThat(packed.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(packed.answer().getUnsignedByte(0)).isEqualTo((short) 0x1F);
    }

    @Test
    void noAnswerInTimeIsTimedOut() throws Exception {
        AttemptResult silent = after(FaultyAnswer.silence(), SHORT);
        assertThat(silent.outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(silent.status()).isZero();
        assertThat(silent.detail()).isEqualTo("no answer in 400 ms");
        assertThat(silent.took()).isGreaterThanOrEqualTo(SHORT);
        assertThat(after(FaultyAnswer.hangInHead(), SHORT).outcome()).isEqualTo(Outcome.TIMED_OUT);
        // Bytes do come all the time: the limit is one of the whole attempt.
        assertThat(after(FaultyAnswer.dribble(200, "ok", Duration.ofMillis(50)), SHORT)
                        .outcome())
                .isEqualTo(Outcome.TIMED_OUT);
        assertThat(after(FaultyAnswer.status(200).after(Duration.ofMillis(50))).outcome())
                .isEqualTo(Outcome.DELIVERED);
    }

    @ParameterizedTest
    @CsvSource({"200, DELIVERED", "500, FAILED", "410, GONE"})
    void aStatusDecidesEvenIfItsBodyHangs(int status, Outcome outcome) throws Exception {
        // Time enough for the head to come on a busy machine.
        Duration limit = Duration.ofSeconds(1);
        AttemptResult result = after(FaultyAnswer.hangInBody(status, "begin"), limit);
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.answer().toString()).isEqualTo("begin");
        assertThat(result.took()).isGreaterThanOrEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource({"200, DELIVERED", "500, FAILED"})
    void aStatusDecidesEvenIfItsBodyBreaksOff(int status, Outcome outcome) throws Exception {
        AttemptResult result = after(FaultyAnswer.closedInBody(status, "begin"));
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.answer().toString()).isEqualTo("begin");
    }

    @Test
    void anEndlessBodyIsNotReadToItsEnd() throws Exception {
        AttemptResult result = after(FaultyAnswer.endless(200));
        assertThat(result.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(result.answer().length()).isEqualTo(AttemptResult.ANSWER_BYTES);
    }

    @Test
    void aConnectionThatBreaksIsUnreachable() throws Exception {
        for (FaultyAnswer broken : List.of(FaultyAnswer.closed(), FaultyAnswer.closedInHead(), FaultyAnswer.reset())) {
            AttemptResult result = after(broken);
            assertThat(result.outcome()).isEqualTo(Outcome.UNREACHABLE);
            assertThat(result.status()).isZero();
            assertThat(result.detail()).isEqualTo("the connection broke before an answer came");
        }
    }

    @Test
    void whatIsNoHttpHasFailed() throws Exception {
        AttemptResult result = after(FaultyAnswer.garbage());
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.detail()).isEqualTo("the answer is no HTTP");
        AttemptResult large = after(FaultyAnswer.status(200, Map.of("X-Large", "x".repeat(100_000)), ""));
        assertThat(large.outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void interimAnswersAreNotTheAnswer() throws Exception {
        AttemptResult result = after(raw("HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n"
                + "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok"));
        assertThat(result.status()).isEqualTo(201);
        assertThat(result.answer().toString()).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.0 200 OK\r\n\r\nok",
                "HTTP/1.1 200\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\nno chunk",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more",
            })
    void oldAndBrokenServersAreUnderstood(String bytes) throws Exception {
        AttemptResult result = after(raw(bytes));
        assertThat(result.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(result.answer().toString()).isEqualTo("ok");
    }

    /** Those bytes, and the connection is closed. */
    private static FaultyAnswer raw(String bytes) {
        return socket -> {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            return false;
        };
    }

    /** As nginx does when a body is larger than it allows; with half a request on it the connection is of no use. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoRefusesALargeBodyUnreadIsHeard(boolean readsTheRest) throws Exception {
        NetServer early = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(piece -> {
                    socket.handler(rest -> {});
                    socket.write("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
                    if (!readsTheRest) {
                        socket.pause();
                    }
                }));
        int port = early.listen(0, "127.0.0.1").await().actualPort();
        Outgoing large = new Outgoing(
                "evt_1", "msg.notify", Source.WEBHOOK, 1, Buffer.buffer(new byte[32 << 20]), Optional.empty());
        try (HttpSenderFixture sender = HttpSenderFixture.to(URI.create("http://127.0.0.1:" + port + "/"))
                .concurrency(1)
                .open(vertx)) {
            AttemptResult result = sender.send(large);
            assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(result.status()).isEqualTo(413);
            // The next one may still meet the connection that is being closed, but it never has to wait for it.
            await().until(() -> sender.send(large).status() == 413);
        } finally {
            early.close().await();
        }
    }

    @Test
    void whoReadsNothingHoldsNoConnectionForLongerThanTheLimit() throws Exception {
        NetServer deaf = vertx.createNetServer().connectHandler(socket -> socket.pause());
        int port = deaf.listen(0, "127.0.0.1").await().actualPort();
        Outgoing large = new Outgoing(
                "evt_1", "msg.notify", Source.WEBHOOK, 1, Buffer.buffer(new byte[32 << 20]), Optional.empty());
        try (HttpSenderFixture sender = HttpSenderFixture.to(URI.create("http://127.0.0.1:" + port + "/"))
                .concurrency(1)
                .timeout(Duration.ofSeconds(1))
                .open(vertx)) {
            assertThat(sender.send(large).detail()).isEqualTo("no answer in 1000 ms");
            // It has got a connection of its own, so the first one is gone.
            assertThat(sender.send(large).detail()).isEqualTo("no answer in 1000 ms");
        } finally {
            deaf.close().await();
        }
    }

    @Test
    void nobodyListens() throws Exception {
        AttemptResult result = to(HttpSenderFixture.to(URI.create("http://127.0.0.1:" + LoopbackPort.choose() + "/")));
        assertThat(result.outcome()).isEqualTo(Outcome.UNREACHABLE);
        assertThat(result.detail()).startsWith("no connection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://no-such-host.invalid/", "https://no-such-host.invalid/"})
    void anUnknownName(String url) throws Exception {
        AttemptResult result = to(HttpSenderFixture.to(URI.create(url)));
        assertThat(result.outcome()).isEqualTo(Outcome.UNREACHABLE);
        assertThat(result.detail()).isEqualTo("its name cannot be resolved");
    }

    @Test
    void aClosedSenderDoesNotThrow() throws Exception {
        HttpSenderFixture sender = HttpSenderFixture.to(receiver.url("/")).open(vertx);
        sender.close();
        assertThat(sender.send().outcome()).isEqualTo(Outcome.UNREACHABLE);
    }
}
