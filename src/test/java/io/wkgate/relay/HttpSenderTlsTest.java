package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.TestCertificates;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The promise: TLS is verified, by issuer, date and name, and what is wrong with it is told in a few words. */
class HttpSenderTlsTest {

    private static Vertx vertx;
    private static TestCertificates certificates;
    private static SSLContext good;

    @BeforeAll
    static void open() throws Exception {
        vertx = Vertx.vertx();
        certificates = new TestCertificates();
        good = certificates.issue("good", "127.0.0.1", "business.invalid").server();
    }

    @AfterAll
    static void close() {
        EndOf.vertx(vertx);
    }

    private static void unreachable(AttemptResult result, String reason) {
        assertThat(result.outcome()).isEqualTo(Outcome.UNREACHABLE);
        assertThat(result.detail()).isEqualTo("no TLS connection: " + reason);
    }

    private static AttemptResult trusting(URI url) throws Exception {
        try (HttpSenderFixture sender = HttpSenderFixture.to(url).open(vertx, certificates.trust())) {
            return sender.send();
        }
    }

    @Test
    void whomTheTrustStoreKnowsGetsIt() throws Exception {
        try (FaultyReceiver receiver = FaultyReceiver.start(good)) {
            assertThat(trusting(receiver.url("/a")).outcome()).isEqualTo(Outcome.DELIVERED);
            assertThat(receiver.requests().get(0).query()).isEqualTo("event=msg.notify");
        }
    }

    @Test
    void theCertificateMustBeForTheNameAndNotForTheAddress() throws Exception {
        ResolvedAddresses loopback = host -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress()));
        try (FaultyReceiver receiver = FaultyReceiver.start(good)) {
            URI named = URI.create("https://business.invalid:" + receiver.port() + "/");
            try (HttpSenderFixture sender = HttpSenderFixture.to(named).open(vertx, loopback, certificates.trust())) {
                assertThat(sender.send().outcome()).isEqualTo(Outcome.DELIVERED);
            }
            URI other = URI.create("https://other.invalid:" + receiver.port() + "/");
            try (HttpSenderFixture sender = HttpSenderFixture.to(other).open(vertx, loopback, certificates.trust())) {
                unreachable(sender.send(), "its certificate is for another host");
            }
            assertThat(receiver.requests()).hasSize(1);
        }
    }

    @Test
    void anUnknownIssuer() throws Exception {
        try (FaultyReceiver receiver = FaultyReceiver.start(good);
                HttpSenderFixture sender =
                        HttpSenderFixture.to(receiver.url("/")).open(vertx)) {
            unreachable(sender.send(), "the issuer of its certificate is unknown");
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void aCertificateThatHasExpired() throws Exception {
        try (FaultyReceiver receiver = FaultyReceiver.start(
                certificates.issue("expired", -10, 3, "127.0.0.1").server())) {
            unreachable(trusting(receiver.url("/")), "its certificate has expired");
        }
    }

    @Test
    void aCertificateOfTomorrow() throws Exception {
        try (FaultyReceiver receiver = FaultyReceiver.start(
                certificates.issue("tomorrow", 1, 3, "127.0.0.1").server())) {
            unreachable(trusting(receiver.url("/")), "its certificate is not valid yet");
        }
    }

    @Test
    void whoDoesNotSpeakTls() throws Exception {
        NetServer plain = vertx.createNetServer().connectHandler(socket -> socket.write("HTTP/1.1 400 No\r\n\r\n"));
        int port = plain.listen(0, "127.0.0.1").await().actualPort();
        unreachable(trusting(URI.create("https://127.0.0.1:" + port + "/")), "it does not speak TLS");
        plain.close().await();
    }

    @Test
    void aHandshakeThatHangsAtOneAddressLeavesTimeForTheNext() throws Exception {
        try (FaultyReceiver receiver = FaultyReceiver.start(good)) {
            NetServer silent = vertx.createNetServer().connectHandler(socket -> socket.pause());
            silent.listen(receiver.port(), "127.0.0.2").await();
            URI url = URI.create("https://business.invalid:" + receiver.port() + "/");
            List<InetAddress> both = List.of(InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1"));
            try (HttpSenderFixture sender = HttpSenderFixture.to(url)
                    .timeout(Duration.ofSeconds(4))
                    .open(vertx, host -> Future.succeededFuture(both), certificates.trust())) {
                assertThat(sender.send().outcome()).isEqualTo(Outcome.DELIVERED);
            }
            try (HttpSenderFixture sender = HttpSenderFixture.to(url)
                    .timeout(Duration.ofMillis(300))
                    .open(vertx, host -> Future.succeededFuture(both.subList(0, 1)), certificates.trust())) {
                AttemptResult result = sender.send();
                assertThat(result.outcome()).isEqualTo(Outcome.TIMED_OUT);
                assertThat(result.detail()).startsWith("no connection in ");
            }
            silent.close().await();
        }
    }

    @Test
    void aConnectionOverTlsThatBreaks() throws Exception {
        try (FaultyReceiver receiver = FaultyReceiver.start(good)) {
            receiver.answer(FaultyAnswer.closed());
            assertThat(trusting(receiver.url("/")).detail()).isEqualTo("the connection broke before an answer came");
        }
    }
}
