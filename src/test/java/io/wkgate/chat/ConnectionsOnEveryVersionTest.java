package io.wkgate.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The promise: devices come, stay and go on the simulator as they do on the real servers. */
abstract class ConnectionsOnEveryVersionTest {

    /** v2.2.5 leaves the old connection of a device open, but delivers nothing to it. */
    @ParameterizedTest
    @CsvSource({"v1.2.6, true", "v2.0.4, true", "v2.0.10, true", "v2.2.5, false", "v3-20260823, true"})
    void devicesOfOneKindStayButOneThatConnectsAgainReplacesItsOldConnection(String version, boolean endsTheOld)
            throws InterruptedException {
        try (ChatUpstream upstream = start(version)) {
            ChatCalls calls = new ChatCalls(upstream.api());
            calls.group("g1", false, "u1", "u2");
            try (ChatClient first = ChatClient.connect(upstream.webSocket(), "u2", "t", ChatClient.WEB);
                    ChatClient second = ChatClient.connect(upstream.webSocket(), "u2", "t", ChatClient.WEB);
                    ChatClient again = second.connectAgain()) {
                if (endsTheOld) {
                    await().until(() -> !second.isConnected());
                } else {
                    Thread.sleep(whileTheOldWouldEnd().toMillis());
                    assertThat(second.isConnected()).isTrue();
                }
                assertThat(second.disconnectReason()).isEmpty();
                awaitOnline(calls, "u2", true);
                calls.send(
                        ChatCalls.channel("g1", ChatCalls.GROUP),
                        "u1",
                        ChatCalls.header(false, true, false),
                        "no-1",
                        "to all of you");
                await().until(() -> first.received().size() + again.received().size() == 2);
                assertThat(first.received()).hasSize(1);
                assertThat(again.received()).hasSize(1);
                assertThat(second.received()).isEmpty();
            }
            awaitOnline(calls, "u2", false);
        }
    }

    abstract ChatUpstream start(String version);

    /** By when a server that ends old connections has done so. */
    abstract Duration whileTheOldWouldEnd();

    private static void awaitOnline(ChatCalls calls, String uid, boolean online) {
        await().until(() -> {
            HttpResponse<String> answer = calls.post("/user/onlinestatus", JsonArray.of(uid));
            return answer.body().contains("\"" + uid + "\"") == online;
        });
    }
}
