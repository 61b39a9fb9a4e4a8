package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.wkgate.store.Source;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: every address of a name is checked, the connection goes to a checked one, and the name stays the name. */
class HttpSenderAddressTest extends FaultyReceiverScene {

    private static List<InetAddress> addresses(String... texts) {
        return Arrays.stream(texts)
                .map(text -> {
                    try {
                        return InetAddress.getByName(text);
                    } catch (UnknownHostException e) {
                        throw new IllegalArgumentException(e);
                    }
                })
                .toList();
    }

    /** One as a resolver gives it, with the name it was asked for. */
    private static InetAddress named(int... bytes) throws UnknownHostException {
        byte[] address = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            address[i] = (byte) bytes[i];
        }
        return InetAddress.getByAddress("business.invalid", address);
    }

    /** Gives these, one look-up after the other. */
    private static ResolvedAddresses resolving(List<List<InetAddress>> answers) {
        Queue<List<InetAddress>> left = new ArrayDeque<>(answers);
        return host -> Future.succeededFuture(left.remove());
    }

    private HttpSenderFixture to(String host, ResolvedAddresses resolved) {
        return HttpSenderFixture.to(URI.create("http://" + host + ":" + receiver.port() + "/"))
                .open(vertx, resolved);
    }

    @Test
    void theConnectionGoesToTheCheckedAddressUnderTheName() throws Exception {
        // If the name were looked up again, it would not be found.
        try (HttpSenderFixture sender = to("business.invalid", resolving(List.of(addresses("127.0.0.1"))))) {
            assertThat(sender.send().outcome()).isEqualTo(Outcome.DELIVERED);
        }
        assertThat(receiver.requests().get(0).headers()).containsEntry("Host", "business.invalid:" + receiver.port());
    }

    @Test
    void aLiteralIpv6AddressStandsInBracketsInTheHostHeader() throws Exception {
        try (HttpSenderFixture sender = to("[2001:db8::1]", resolving(List.of(addresses("127.0.0.1"))))) {
            assertThat(sender.send().outcome()).isEqualTo(Outcome.DELIVERED);
        }
        assertThat(receiver.requests().get(0).headers()).containsEntry("Host", "[2001:db8::1]:" + receiver.port());
    }

    @Test
    void aNameThatTurnsBadIsRefusedThoughAConnectionIsOpen() throws Exception {
        try (HttpSenderFixture sender =
                to("business.invalid", resolving(List.of(addresses("127.0.0.1"), addresses("169.254.169.254"))))) {
            assertThat(sender.send().outcome()).isEqualTo(Outcome.DELIVERED);
            AttemptResult rebound = sender.send();
            assertThat(rebound.outcome()).isEqualTo(Outcome.FORBIDDEN_ADDRESS);
            assertThat(rebound.detail())
                    .isEqualTo("its name leads to 169.254.169.254, a link-local address, where clouds keep their"
                            + " metadata (allow-link-local is off)");
        }
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void oneBadAddressAmongGoodOnesIsEnough() throws Exception {
        try (HttpSenderFixture sender =
                to("business.invalid", resolving(List.of(addresses("127.0.0.1", "10.0.0.1", "fe80::1"))))) {
            assertThat(sender.send().outcome()).isEqualTo(Outcome.FORBIDDEN_ADDRESS);
        }
        assertThat(receiver.connections()).isZero();
    }

    @Test
    void ifNobodyListensAtOneAddressTheNextIsTried() throws Exception {
        try (HttpSenderFixture sender =
                to("business.invalid", resolving(List.of(addresses("127.0.0.7", "127.0.0.8", "127.0.0.1"))))) {
            assertThat(sender.send().outcome()).isEqualTo(Outcome.DELIVERED);
        }
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void aNameThatMovesIsFollowedThoughAConnectionIsOpen() throws Exception {
        AtomicInteger moved = new AtomicInteger();
        HttpServer there = vertx.createHttpServer().requestHandler(request -> {
            moved.incrementAndGet();
            request.response().end();
        });
        there.listen(receiver.port(), "127.0.0.2").await();
        try (HttpSenderFixture sender = to(
                "business.invalid",
                resolving(List.of(
                        List.of(named(127, 0, 0, 1)), List.of(named(127, 0, 0, 2)), List.of(named(127, 0, 0, 2)))))) {
            for (int i = 0; i < 3; i++) {
                assertThat(sender.send().outcome()).isEqualTo(Outcome.DELIVERED);
            }
        }
        there.close().await();
        assertThat(receiver.requests()).hasSize(1);
        assertThat(moved).hasValue(2);
    }

    @Test
    void severalAtOnceFindTheNextAddressToo() throws Exception {
        List<InetAddress> deadAndLive = List.of(named(127, 0, 0, 7), named(127, 0, 0, 1));
        try (HttpSenderFixture sender = to("business.invalid", host -> Future.succeededFuture(deadAndLive))) {
            List<Future<AttemptResult>> sent = IntStream.range(0, 4)
                    .mapToObj(i -> sender.sender().send(HttpSenderFixture.delivery("msg.notify", Source.WEBHOOK, i)))
                    .toList();
            Future.all(sent).await(60, TimeUnit.SECONDS);
            assertThat(sent).extracting(one -> one.result().outcome()).containsOnly(Outcome.DELIVERED);
        }
        assertThat(receiver.requests()).hasSize(4);
    }

    @Test
    void aLinkLocalAddressKeepsItsInterface() throws Exception {
        byte[] bytes = InetAddress.getByName("fe80::1").getAddress();
        InetAddress bare = ResolvedAddresses.withoutName(Inet6Address.getByAddress("business.invalid", bytes, 3));
        assertThat(bare.toString()).isEqualTo("/fe80:0:0:0:0:0:0:1%3");
        assertThat(ResolvedAddresses.withoutName(InetAddress.getByAddress("business.invalid", bytes))
                        .toString())
                .isEqualTo("/fe80:0:0:0:0:0:0:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "[::ffff:169.254.169.254]",
                "[fe80::1]",
                "[64:ff9b::a9fe:a9fe]",
                "2852039166",
                "0xA9FEA9FE",
                "0.0.0.0",
                "[::]",
                "224.0.0.1"
            })
    void aLiteralAddressIsCheckedInWhateverForm(String host) throws Exception {
        try (HttpSenderFixture sender =
                HttpSenderFixture.to(URI.create("http://" + host + "/")).open(vertx)) {
            AttemptResult result = sender.send();
            assertThat(result.outcome()).isEqualTo(Outcome.FORBIDDEN_ADDRESS);
            assertThat(result.status()).isZero();
        }
    }

    @Test
    void linkLocalIsTriedIfItIsAllowed() throws Exception {
        try (HttpSenderFixture sender = HttpSenderFixture.to(URI.create("http://169.254.169.254:1/"))
                .timeout(Duration.ofMillis(300))
                .linkLocalAllowed()
                .open(vertx)) {
            assertThat(sender.send().outcome()).isNotEqualTo(Outcome.FORBIDDEN_ADDRESS);
        }
    }

    @Test
    void theMachinesOwnNameIsResolvedByTheRealResolver() throws Exception {
        try (HttpSenderFixture sender = HttpSenderFixture.to(URI.create("http://localhost:" + receiver.port() + "/"))
                .open(vertx)) {
            assertThat(sender.send().outcome()).isEqualTo(Outcome.DELIVERED);
        }
    }

    @Test
    void aResolverThatHangsThrowsOrFailsIsAnOutcome() throws Exception {
        Promise<List<InetAddress>> never = Promise.promise();
        try (HttpSenderFixture sender = HttpSenderFixture.to(URI.create("http://business.invalid/"))
                .timeout(Duration.ofMillis(200))
                .open(vertx, host -> never.future())) {
            AttemptResult result = sender.send();
            assertThat(result.outcome()).isEqualTo(Outcome.TIMED_OUT);
            assertThat(result.detail()).isEqualTo("its name was not resolved in 200 ms");
        }
        try (HttpSenderFixture sender = to("business.invalid", host -> {
            throw new UnsupportedOperationException("geheim");
        })) {
            assertThat(sender.send().outcome()).isEqualTo(Outcome.UNREACHABLE);
        }
        try (HttpSenderFixture sender =
                to("business.invalid", host -> Future.failedFuture(new UnknownHostException("geheim")))) {
            assertThat(sender.send().detail()).isEqualTo("its name cannot be resolved");
        }
    }
}
