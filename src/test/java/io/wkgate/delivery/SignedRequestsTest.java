package io.wkgate.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: a receiver verifies each request with the library of Standard Webhooks, by the old secret and by the new
 * one while they are rotated, over retries; and nobody else's secret fits.
 */
@ExtendWith(DatabaseServerExtension.class)
class SignedRequestsTest {

    private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final String FOREIGN = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    @Test
    void verifyByBothSecrets(ConnectionDetails database) throws Exception {
        try (BusinessServer receiver = BusinessServer.start("business");
                Scene scene = new Scene(
                        database,
                        DestinationJson.of(receiver)
                                .put("secret", JsonArray.of(NEW, OLD))
                                .put("headers", new JsonObject().put("X-Tenant", "one")))) {
            receiver.behave(request -> receiver.requestCount() <= 2 ? Manner.answering(500) : Manner.WELL);
            scene.post(EventBodies.message(EventBodies.FIRST_ID));
            scene.sender()
                    .post(scene.gateway(), "user.onlinestatus", EventBodies.bytes("[\"u1-1-1-1-1-1\"]"))
                    .await();
            scene.sent().acknowledged(List.of(new Item("user.onlinestatus", "u1-1-1-1-1-1", "")));
            scene.awaitAllReceivedBy(receiver);

            assertThat(receiver.requests()).hasSizeGreaterThanOrEqualTo(4).allSatisfy(request -> {
                assertThatCode(() -> verify(OLD, request, request.body().toString()))
                        .doesNotThrowAnyException();
                assertThatCode(() -> verify(NEW, request, request.body().toString()))
                        .doesNotThrowAnyException();
                assertThatThrownBy(() -> verify(FOREIGN, request, request.body().toString()))
                        .isInstanceOf(WebhookVerificationException.class);
                assertThatThrownBy(() -> verify(NEW, request, request.body() + " "))
                        .isInstanceOf(WebhookVerificationException.class);
                assertThat(request.headers().get("X-Tenant")).isEqualTo("one");
                assertThat(request.webhookId()).matches("evt_[0-9a-f]{32}");
            });
            assertThat(receiver.requests().stream().map(Delivered::webhookId).distinct())
                    .as("stable over retries")
                    .hasSize(2);
        }
    }

    private static void verify(String secret, Delivered request, String body) throws WebhookVerificationException {
        Map<String, List<String>> headers = request.headers().names().stream()
                .collect(Collectors.toMap(
                        name -> name.toLowerCase(),
                        name -> List.of(request.headers().get(name)),
                        (one, other) -> one));
        new Webhook(secret).verify(body, HttpHeaders.of(headers, (name, value) -> true));
    }
}
