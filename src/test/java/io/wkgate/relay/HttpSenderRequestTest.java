package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.wkgate.relay.FaultyReceiver.Received;
import io.wkgate.relay.HttpSenderFixture.Destination;
import io.wkgate.store.Source;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promise: what arrives is what WuKongIM would have sent, with what a receiver needs to tell copies and late ones. */
class HttpSenderRequestTest extends FaultyReceiverScene {

    private Received sent(Destination destination, Outgoing delivery) throws Exception {
        try (HttpSenderFixture sender = destination.open(vertx)) {
            assertThat(sender.send(delivery).outcome()).isEqualTo(Outcome.DELIVERED);
        }
        return receiver.requests().get(receiver.requests().size() - 1);
    }

    @Test
    void theRequestIsWhatWuKongImWouldSend() throws Exception {
        Received request = sent(
                HttpSenderFixture.to(receiver.url("/v2/webhook")),
                HttpSenderFixture.delivery("msg.notify", Source.WEBHOOK, 3));
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v2/webhook");
        assertThat(request.query()).isEqualTo("event=msg.notify");
        assertThat(request.text()).isEqualTo(HttpSenderFixture.BODY);
        assertThat(request.headers())
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Host", "127.0.0.1:" + receiver.port())
                .containsEntry("webhook-id", "evt_0123456789abcdef")
                .containsEntry("webhook-timestamp", "1795305600")
                .containsEntry("wkgate-attempt", "3")
                .containsEntry("wkgate-source", "webhook")
                .doesNotContainKeys("webhook-signature", "Authorization", "Transfer-Encoding", "Accept-Encoding");
        assertThat(request.headers().get("User-Agent")).startsWith("wkgate");
    }

    @Test
    void whatRepairBroughtBackIsMarked() throws Exception {
        Received request = sent(
                HttpSenderFixture.to(receiver.url("/")), HttpSenderFixture.delivery("msg.notify", Source.REPAIR, 1));
        assertThat(request.headers()).containsEntry("wkgate-source", "repair");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                       | /  | event=msg.notify",
                "/                       | /  | event=msg.notify",
                "/a?key=1&b=%2F%20       | /a | key=1&b=%2F%20&event=msg.notify",
                "/a?event=other&b=2&event| /a | b=2&event=msg.notify",
                "/a?eventual=1           | /a | eventual=1&event=msg.notify",
                "/a?#part                | /a | event=msg.notify",
                "/a%20b/c%2Fd            | /a%20b/c%2Fd | event=msg.notify",
                "/群?键=值                | /%E7%BE%A4 | %E9%94%AE=%E5%80%BC&event=msg.notify",
            })
    void theEventIsMergedIntoTheAddress(String given, String path, String query) throws Exception {
        Received request = sent(
                HttpSenderFixture.to(receiver.url(given == null ? "" : given)),
                HttpSenderFixture.delivery("msg.notify", Source.WEBHOOK, 1));
        assertThat(request.path()).isEqualTo(path);
        assertThat(request.query()).isEqualTo(query);
    }

    @Test
    void anyNameOfAnEventArrives() throws Exception {
        Received request = sent(
                HttpSenderFixture.to(receiver.url("/")),
                HttpSenderFixture.delivery("消息 a&b=c+d?\r\nX: y#", Source.WEBHOOK, 1));
        assertThat(request.query()).isEqualTo("event=%E6%B6%88%E6%81%AF%20a%26b%3Dc%2Bd%3F%0D%0AX%3A%20y%23");
    }

    @Test
    void aBodyOfAnyBytesArrivesUnchanged() throws Exception {
        byte[] bytes = new byte[300_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        Outgoing delivery = new Outgoing("evt_1", "other", Source.WEBHOOK, 1, Buffer.buffer(bytes), Optional.empty());
        assertThat(sent(HttpSenderFixture.to(receiver.url("/")), delivery).body())
                .isEqualTo(bytes);
        Outgoing empty = new Outgoing("evt_1", "other", Source.WEBHOOK, 1, Buffer.buffer(), Optional.empty());
        assertThat(sent(HttpSenderFixture.to(receiver.url("/")), empty).headers())
                .containsEntry("Content-Length", "0");
    }

    @Test
    void theDestinationsHeadersAreSentButNoneThatCarriesTheEventIsReplaced() throws Exception {
        Map<String, String> given = Map.of(
                "X-Key", "k1",
                "Host", "business.example",
                "user-agent", "theirs",
                "content-type", "text/plain",
                "Webhook-Id", "theirs",
                "webhook-signature", "theirs",
                "Content-Length", "3",
                "Transfer-Encoding", "chunked",
                "Connection", "close");
        Received request = sent(
                HttpSenderFixture.to(receiver.url("/")).headers(given),
                HttpSenderFixture.delivery("msg.notify", Source.WEBHOOK, 1));
        assertThat(request.headers())
                .containsEntry("X-Key", "k1")
                .containsEntry("Host", "business.example")
                .containsEntry("User-Agent", "theirs")
                .containsEntry("Content-Type", "application/json")
                .containsEntry("webhook-id", "evt_0123456789abcdef")
                .doesNotContainKeys("webhook-signature", "Transfer-Encoding", "Connection");
        assertThat(request.text()).isEqualTo(HttpSenderFixture.BODY);
    }

    @Test
    void userAndPasswordOfTheAddressAreBasicAuthenticationUnlessAHeaderIsGiven() throws Exception {
        Destination destination =
                HttpSenderFixture.to(URI.create("http://me:p%40ss+@127.0.0.1:" + receiver.port() + "/"));
        Outgoing delivery = HttpSenderFixture.delivery("msg.notify", Source.WEBHOOK, 1);
        assertThat(sent(destination, delivery).headers()).containsEntry("Authorization", "Basic bWU6cEBzcys=");
        assertThat(sent(destination.headers(Map.of("authorization", "Bearer b")), delivery)
                        .headers())
                .containsEntry("Authorization", "Bearer b");
    }

    @Test
    void aRequestThatCannotBeMadeIsAnOutcomeToo() throws Exception {
        Destination destination =
                HttpSenderFixture.to(receiver.url("/")).headers(Map.of("X-Key", "geheim\r\nX-Other: 1"));
        try (HttpSenderFixture sender = destination.open(vertx)) {
            AttemptResult result = sender.send();
            assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(result.detail()).contains("cannot be made").doesNotContain("geheim");
        }
        assertThat(receiver.requests()).isEqualTo(List.of());
    }
}
