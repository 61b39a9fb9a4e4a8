package io.wkgate.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: the client speaks the protocol of every real server, encryption included. */
@Tag("real")
@EnabledIfEnvironmentVariable(
        named = "WUKONGIM_HOME",
        matches = ".+",
        disabledReason = "WUKONGIM_HOME names no folder of WuKongIM programs")
class RealChatClientTest {

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5", "v3-20260823"})
    void whatTheApiSendsArrivesDecrypted(String version) {
        try (ChatUpstream upstream = new RealChatUpstream(version)) {
            ChatCalls calls = new ChatCalls(upstream.api());
            calls.token("u2", ChatClient.WEB);
            calls.group("g1", false, "u1", "u2");
            try (ChatClient client = ChatClient.connect(upstream.webSocket(), "u2", "t", ChatClient.WEB)) {
                client.ping();
                await().until(() -> client.pongs() == 1);
                calls.send(
                        ChatCalls.channel("g1", ChatCalls.GROUP),
                        "u1",
                        ChatCalls.header(false, true, false),
                        "no-1",
                        "群里的一句话");
                calls.send(
                        ChatCalls.channel("u2", ChatCalls.PERSON),
                        "u1",
                        ChatCalls.header(false, true, false),
                        "no-2",
                        "to you");
                await().until(() -> client.received().size() == 2);
                assertThat(client.received())
                        .extracting(ReceivedMessage::text)
                        .containsExactlyInAnyOrder("群里的一句话", "to you");
                assertThat(client.received()).allSatisfy(message -> {
                    assertThat(message.fromUid()).isEqualTo("u1");
                    assertThat(message.messageSeq()).isEqualTo(1);
                    assertThat(message.messageId()).isPositive();
                });
            }
        }
    }
}
