package io.wkgate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.wkgate.chat.ChatClient;
import io.wkgate.testing.EndOf;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise: who is connected over a socket is online to the webhook as well. */
class SimulatorSocketsTest {
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
    void tellsTheWebhookWhoCameWentAndWasAway(Profile profile) {
        Simulator simulator = Waiting.on(Simulator.start(
                vertx, SimulatorOptions.of(profile).withWebhook(receiver.url()).withTimeScale(0.01)));
        TestCalls calls = new TestCalls(vertx, simulator);
        calls.group("g1", "u1", "u2", "u3");
        URI told = URI.create(calls.get("/route").bodyAsJsonObject().getString("ws_addr"));
        assertThat(told).isEqualTo(simulator.webSocketUrl());
        try (ChatClient client = ChatClient.connect(told, "u2", "t", ChatClient.PC)) {
            await().until(() -> onlineStatus().anyMatch("u2-2-1-1-1-1"::equals));
            calls.send("u1", "g1", "first");
            await().until(() -> !client.received().isEmpty() && !away().isEmpty());
            // v2.0.10 tells of who is there without a main device, the others of who is not there.
            boolean mistaken = profile == Profile.V2_0_10;
            assertThat(away()).contains(mistaken ? "u2" : "u3").doesNotContain(mistaken ? "u3" : "u2");
        }
        await().until(() -> onlineStatus().anyMatch("u2-2-0-1-0-0"::equals));
    }

    private Stream<String> onlineStatus() {
        return receiver.requests(WebhookClient.ONLINE_STATUS).stream()
                .flatMap(request -> request.body().toJsonArray().stream())
                .map(String::valueOf);
    }

    private List<String> away() {
        return receiver.requests(WebhookClient.OFFLINE).stream()
                .map(request -> request.body().toJsonObject().getJsonArray("to_uids", new JsonArray()))
                .flatMap(JsonArray::stream)
                .map(String::valueOf)
                .toList();
    }
}
