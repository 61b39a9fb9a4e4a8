package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.wkgate.relay.HttpSenderFixture.Destination;
import io.wkgate.store.embedded.LoopbackPort;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.LogCapture;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The promise: no secret of a destination is in any text that a person gets to see, whatever happens. */
class HttpSenderSecrecyTest {

    private static final String KNOWN = "geheimnis";
    private static final String KEY =
            Base64.getEncoder().encodeToString("geheimnis-geheimnis-geheimnis-!!".getBytes(StandardCharsets.UTF_8));

    private static Destination destination(String scheme, String host, int port) {
        return HttpSenderFixture.to(URI.create(scheme + "://" + KNOWN + ":" + KNOWN + "@" + host + ":" + port
                        + "/path?key=" + KNOWN + "#" + KNOWN))
                .headers(Map.of("X-Key", KNOWN, "Authorization", "Bearer " + KNOWN, "User-Agent", KNOWN))
                .secrets("whsec_" + KEY)
                .timeout(Duration.ofMillis(500));
    }

    @Test
    void noTextHoldsASecret() throws Exception {
        Vertx vertx = Vertx.vertx();
        List<String> texts = new ArrayList<>();
        List<FaultyAnswer> answers = List.of(
                FaultyAnswer.status(200),
                FaultyAnswer.status(400),
                FaultyAnswer.status(503),
                FaultyAnswer.redirect(302, "http://" + KNOWN + "@other.example/" + KNOWN + "?" + KNOWN),
                FaultyAnswer.redirect(302, "?" + KNOWN),
                FaultyAnswer.silence(),
                FaultyAnswer.closed(),
                FaultyAnswer.reset(),
                FaultyAnswer.garbage(),
                FaultyAnswer.hangInBody(200, ""));
        try (FaultyReceiver receiver = FaultyReceiver.start();
                LogCapture log = LogCapture.open()) {
            for (FaultyAnswer answer : answers) {
                receiver.answer(answer);
                texts.add(outcome(vertx, destination("http", "127.0.0.1", receiver.port())));
            }
            texts.add(outcome(vertx, destination("https", "127.0.0.1", receiver.port())));
            texts.add(outcome(vertx, destination("http", "127.0.0.1", LoopbackPort.choose())));
            texts.add(outcome(vertx, destination("http", "no-such-host.invalid", 80)));
            texts.add(outcome(vertx, destination("http", "169.254.169.254", 80)));
            texts.add(outcome(
                    vertx, destination("http", "127.0.0.1", receiver.port()).headers(Map.of("X-Key", KNOWN + "\n"))));
            texts.add(String.join("\n", log.lines()));
            // What is expected of a network is no news.
            assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR"));
            assertThat(receiver.requests().get(0).headers().values()).anyMatch(value -> value.contains(KNOWN));
        } finally {
            EndOf.vertx(vertx);
        }
        assertThat(texts).hasSize(answers.size() + 6).noneMatch(text -> text.contains(KNOWN) || text.contains(KEY));
    }

    private static String outcome(Vertx vertx, Destination destination) throws Exception {
        try (HttpSenderFixture sender = destination.open(vertx)) {
            return sender.send().toString() + sender.send().detail();
        }
    }

    @Test
    void whatIsShownHasDotsForSecrets() {
        Vertx vertx = Vertx.vertx();
        try (HttpSenderFixture sender =
                destination("https", "business.example", 8443).open(vertx)) {
            ShownRequest shown = sender.show();
            assertThat(shown.method()).isEqualTo("POST");
            assertThat(shown.url()).isEqualTo("https://business.example:8443/path");
            assertThat(shown.body().toString()).isEqualTo(HttpSenderFixture.BODY);
            assertThat(shown.headers())
                    .containsEntry("X-Key", "…")
                    .containsEntry("Authorization", "…")
                    .containsEntry("User-Agent", "…")
                    .containsEntry("webhook-signature", "…")
                    .containsEntry("webhook-id", "evt_0123456789abcdef")
                    .containsEntry("Content-Type", "application/json")
                    .containsEntry("wkgate-source", "webhook");
            assertThat(shown.toString()).doesNotContain(KNOWN).doesNotContain(KEY);
        } finally {
            EndOf.vertx(vertx);
        }
    }
}
