package io.wkgate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.testing.EndOf;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise: the webhook gets the same messages in the same shape, field order included, as from the real servers. */
class SimulatorWebhookShapeTest {
    private Vertx vertx;
    private Receiver receiver;

    @BeforeEach
    void openReceiver() {
        vertx = Vertx.vertx();
        receiver = Receiver.start(vertx);
    }

    @AfterEach
    void closeVertx() {
        EndOf.vertx(vertx);
    }

    @ParameterizedTest
    @EnumSource
    void sendsTheSameMessagesInTheSameShapeAsTheRealServerDid(Profile profile) {
        replay(profile);
        for (String event : List.of(WebhookClient.NOTIFY, WebhookClient.OFFLINE)) {
            List<String> recorded = recordedMessages(profile, event);
            await().untilAsserted(() ->
                    assertThat(receivedMessages(event)).as(event).containsExactlyInAnyOrderElementsOf(recorded));
        }
    }

    @ParameterizedTest
    @EnumSource
    void callsTheWebhookWithTheSameRequestLineAndHeaders(Profile profile) {
        replay(profile);
        await().until(() -> !receiver.requests(WebhookClient.NOTIFY).isEmpty());
        JsonObject recorded = Recordings.webhooks(profile).get(0).getJsonObject("headers");
        for (Receiver.Request request : receiver.requests()) {
            recorded.fieldNames().stream()
                    .filter(name -> !name.equals("Content-Length"))
                    .forEach(name -> assertThat(header(request, name)).isEqualTo(recorded.getString(name)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhoComesAndGoes(Profile profile) {
        Simulator simulator = Waiting.on(Simulator.start(vertx, options(profile)));
        Waiting.on(simulator.connect("a-b", 1));
        Waiting.on(simulator.connect("a-b", 0));
        Waiting.on(simulator.disconnect("a-b", 1));
        await().untilAsserted(
                        () -> assertThat(records()).containsExactly("a-b-1-1-1-1-1", "a-b-0-1-2-1-2", "a-b-1-0-1-0-1"));
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_2_6", "V2_2_5"})
    void losesTheUidsThatItCompresses(Profile profile) {
        JsonObject offline = compressed(profile);
        assertThat(offline.getJsonArray("to_uids")).isEmpty();
        assertThat(offline.getString("compress")).isEqualTo("gzip");
        assertThat(offline.getString("compress_to_uids")).isEqualTo("H4sIAAAAAAAA/w==");
    }

    @Test
    void compressesCorrectlyOnThree() {
        JsonObject offline = compressed(Profile.V3);
        assertThat(offline.fieldNames()).doesNotContain("to_uids");
        assertThat(Gunzip.text(offline.getString("compress_to_uids"))).isEqualTo("[\"u1\",\"u2\",\"u3\"]\n");
    }

    private JsonObject compressed(Profile profile) {
        Simulator simulator = Waiting.on(Simulator.start(vertx, options(profile).withCompressAbove(1)));
        TestCalls calls = new TestCalls(vertx, simulator);
        calls.group("g1", "u1", "u2", "u3");
        calls.send("u1", "g1", "compressed");
        await().until(() -> receiver.requests(WebhookClient.OFFLINE).size() == 1);
        return receiver.requests(WebhookClient.OFFLINE).get(0).body().toJsonObject();
    }

    private void replay(Profile profile) {
        Simulator simulator = Waiting.on(Simulator.start(vertx, options(profile)));
        Replay replay = new Replay(vertx, simulator);
        Recordings.api(profile).forEach(replay::make);
    }

    private SimulatorOptions options(Profile profile) {
        return SimulatorOptions.of(profile).withWebhook(receiver.url());
    }

    /** What was recorded while api.json was made: later scenarios begin with the first connection. */
    private static List<String> recordedMessages(Profile profile, String event) {
        List<String> messages = new ArrayList<>();
        for (JsonObject request : Recordings.webhooks(profile)) {
            if (request.getString("path").endsWith(WebhookClient.ONLINE_STATUS)) {
                break;
            }
            if (request.getString("path").endsWith(event)) {
                messages.addAll(messages(Json.decodeValue(request.getString("body"))));
            }
        }
        return messages;
    }

    private List<String> receivedMessages(String event) {
        return receiver.requests(event).stream()
                .flatMap(request -> messages(Json.decodeValue(request.body())).stream())
                .toList();
    }

    private List<String> records() {
        return receiver.requests(WebhookClient.ONLINE_STATUS).stream()
                .flatMap(request -> request.messages().stream())
                .map(String::valueOf)
                .toList();
    }

    /** Encoded, so that the order of fields counts. */
    private static List<String> messages(Object body) {
        JsonArray array = body instanceof JsonArray several ? several : new JsonArray().add(body);
        return array.stream()
                .map(message -> Json.encode(Normalised.of("", message)))
                .toList();
    }

    private static String header(Receiver.Request request, String name) {
        return request.headers().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> String.valueOf(header.getValue()))
                .findFirst()
                .orElse("");
    }
}
