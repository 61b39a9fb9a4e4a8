package io.wkgate.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: a client that stays comes back after its server died, remembers everything, and recognises revokes. */
class ChatClientTest {

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5", "v3-20260823"})
    void comesBackAfterEveryCrashAndRemembersWhatItReceived(String version) {
        try (SimulatedChatUpstream upstream = new SimulatedChatUpstream(version);
                ChatClient client = ChatClient.connectAndStay(upstream::webSocket, "u2", "t", ChatClient.APP)) {
            ChatCalls calls = new ChatCalls(upstream.api());
            calls.group("g1", false, "u1", "u2");
            for (int crash = 0; crash < 3; crash++) {
                int expected = crash + 1;
                calls.send(
                        ChatCalls.channel("g1", ChatCalls.GROUP),
                        "u1",
                        ChatCalls.header(false, true, false),
                        "no-" + crash,
                        "before crash " + crash);
                await().until(() -> client.received().size() == expected);
                upstream.crashAndRestart();
                await().until(() -> client.isConnected() && client.connects() == expected + 1);
            }
            assertThat(client.received())
                    .extracting(ReceivedMessage::text)
                    .containsExactly("before crash 0", "before crash 1", "before crash 2");
        }
    }

    @Test
    void aClientThatDoesNotStayIsGoneAfterTheCrash() {
        try (SimulatedChatUpstream upstream = new SimulatedChatUpstream("v2.2.5");
                ChatClient client = ChatClient.connect(upstream.webSocket(), "u2", "t", ChatClient.APP)) {
            client.ping();
            await().until(() -> client.pongs() == 1);
            upstream.crashAndRestart();
            await().until(() -> !client.isConnected());
            assertThat(client.connects()).isEqualTo(1);
        }
    }

    @Test
    void recognisesARevokeAndTheChannelThatIsMeant() {
        try (SimulatedChatUpstream upstream = new SimulatedChatUpstream("v2.2.5");
                ChatClient client = ChatClient.connect(upstream.webSocket(), "u2", "t", ChatClient.APP)) {
            ChatCalls calls = new ChatCalls(upstream.api());
            calls.group("g1", false, "u1", "u2");
            command(calls, "no-1", "{\"type\":1,\"content\":\"no revoke\"}");
            command(
                    calls,
                    "no-2",
                    "{\"type\":99,\"cmd\":\"messageRevoke\",\"param\":{\"message_id\":\"9007199254740993\"}}");
            command(calls, "no-3", """
                    {"type":99,"cmd":"messageRevoke","param":{"message_id":"7","channel_id":"u1","channel_type":1}}
                    """);
            await().until(() -> client.received().size() == 3);
            assertThat(client.revokes())
                    .containsExactlyInAnyOrder(
                            new RevokeSeen("9007199254740993", "g1", 2), new RevokeSeen("7", "u1", 1));
        }
    }

    private static void command(ChatCalls calls, String number, String payload) {
        calls.send(
                ChatCalls.channel("g1", ChatCalls.GROUP), "u1", ChatCalls.header(false, false, true), number, payload);
    }
}
