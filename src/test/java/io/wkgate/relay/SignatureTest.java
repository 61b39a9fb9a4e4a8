package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.wkgate.config.Secret;
import io.wkgate.store.Source;
import io.wkgate.testing.EndOf;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: who has one of the secrets can prove that a request is ours, with any library for Standard Webhooks. */
class SignatureTest {

    /** The vector that the specification's libraries share. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long AT = 1_614_265_330L;
    private static final Buffer BODY = Buffer.buffer("{\"test\": 2432232314}");
    private static final String SIGNED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static final String OTHER_SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static Signature by(String... secrets) {
        return Signature.by(List.of(secrets).stream().map(Secret::new).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET, "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", " " + SECRET + "\n"})
    void theSpecificationsVector(String secret) {
        assertThat(by(secret).of(ID, AT, BODY)).contains(SIGNED);
    }

    @Test
    void withoutSecretNoSignature() {
        assertThat(by().of(ID, AT, BODY)).isEmpty();
    }

    @Test
    void severalSecretsAreSeveralSignaturesInTheirOrder() {
        String other = by(OTHER_SECRET).of(ID, AT, BODY).orElseThrow();
        assertThat(by(OTHER_SECRET, SECRET).of(ID, AT, BODY)).contains(other + " " + SIGNED);
        assertThat(other).isNotEqualTo(SIGNED);
    }

    @Test
    void aBodyThatIsNoTextIsSignedByItsBytes() throws Exception {
        byte[] bytes = {'[', (byte) 0xFF, (byte) 0xC3, 0, ']'};
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring(6)), "HmacSHA256"));
        mac.update((ID + "." + AT + ".").getBytes(StandardCharsets.UTF_8));
        assertThat(by(SECRET).of(ID, AT, Buffer.buffer(bytes)))
                .contains("v1," + Base64.getEncoder().encodeToString(mac.doFinal(bytes)));
    }

    @Test
    void aTextWithTheReplacementCharacterIsATextAllTheSame() throws Exception {
        String text = "[\"\uFFFD 好\"]";
        assertThat(by(SECRET).of(ID, AT, Buffer.buffer(text))).contains(new Webhook(SECRET).sign(ID, AT, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "geheim geheim", "whsk_AAECAwQFBgcICQoLDA0ODw==", "whsec_geheim!"})
    void aSecretThatIsNoneIsToldWithoutQuotingIt(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> by(secret))
                .withMessageContaining("whsec_ and base64")
                .withMessageNotContaining("geheim")
                .withMessageNotContaining("AAEC")
                .withNoCause();
    }

    @Test
    void theLibraryAcceptsWhatArrivesWithEitherSecret() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (FaultyReceiver receiver = FaultyReceiver.start()) {
            HttpSenderFixture.Destination destination =
                    HttpSenderFixture.to(receiver.url("/")).secrets(SECRET, OTHER_SECRET);
            Sender sender = destination.sender(vertx, Clock.systemUTC());
            sender.send(new Outgoing(
                            "evt_1", "msg.notify", Source.WEBHOOK, 1, Buffer.buffer("[\"好\"]"), Optional.empty()))
                    .await();
            sender.close();
            FaultyReceiver.Received request = receiver.requests().get(0);
            Map<String, List<String>> headers = new HashMap<>();
            request.headers().forEach((name, value) -> headers.put(name, new ArrayList<>(List.of(value))));
            for (String secret : List.of(SECRET, OTHER_SECRET)) {
                assertThatCode(() -> new Webhook(secret).verify(request.text(), headers))
                        .doesNotThrowAnyException();
            }
            assertThatThrownBy(() -> new Webhook("whsec_aW52YWxpZA==").verify(request.text(), headers))
                    .isInstanceOf(WebhookVerificationException.class);
            assertThatThrownBy(() -> new Webhook(SECRET).verify(request.text() + " ", headers))
                    .isInstanceOf(WebhookVerificationException.class);
        } finally {
            EndOf.vertx(vertx);
        }
    }
}
