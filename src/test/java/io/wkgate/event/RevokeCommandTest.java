package io.wkgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: the message that a command revokes is told exactly, and every other payload is no revoke and no error. */
class RevokeCommandTest {

    private static final long ID = 2_124_351_130_824_609_793L;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":99,\"cmd\":\"messageRevoke\",\"param\":{\"message_id\":\"2124351130824609793\"}}",
                "{\"type\":99,\"cmd\":\"messageRevoke\",\"param\":{\"message_id\":2124351130824609793}}",
                " {\"param\":{\"channel_id\":\"g1\",\"x\":{\"message_id\":7},\"message_id\":\"2124351130824609793\"},"
                        + "\"new\":[{\"cmd\":1}],\"cmd\":\"messageRevoke\",\"type\":\"99\"}",
                // What stands behind it is not needed.
                "{\"type\":99,\"cmd\":\"messageRevoke\",\"param\":{\"message_id\":2124351130824609793},\"cut"
            })
    void theIdIsATextOrANumberInAnyOrderOfFields(String payload) {
        assertThat(RevokeCommand.of(Buffer.buffer(payload))).contains(new RevokeCommand(ID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "{}",
                "not JSON",
                "{\"type\":99,\"cmd\":\"messageRevoke\"}",
                "{\"type\":99,\"cmd\":\"messageRevoke\",\"param\":null}",
                "{\"type\":99,\"cmd\":\"messageRevoke\",\"param\":[{\"message_id\":5}]}",
                "{\"type\":99,\"cmd\":\"messageRevoke\",\"param\":{\"message_id\":\"\"}}",
                "{\"type\":99,\"cmd\":\"messageRevoke\",\"param\":{\"message_id\":0}}",
                "{\"type\":99,\"cmd\":\"messageRevoke\",\"param\":{\"message_id\":-5}}",
                "{\"type\":99,\"cmd\":\"messageRevoke\",\"param\":{\"message_id\":2.1e18}}",
                "{\"type\":99,\"cmd\":\"messageRevoke\",\"param\":{\"message_id\":99999999999999999999}}",
                "{\"type\":99,\"cmd\":\"messageRevoke\",\"param\":{\"message_id\":{\"message_id\":5}}}",
                "{\"type\":99,\"cmd\":\"messageErase\",\"param\":{\"message_id\":5}}",
                "{\"type\":1,\"cmd\":\"messageRevoke\",\"param\":{\"message_id\":5}}",
                "{\"type\":99,\"cmd\":5,\"param\":{\"message_id\":5}}",
                "{\"type\":99,\"param\":{\"message_id\":5}"
            })
    void everythingElseIsNoRevoke(String payload) {
        assertThat(RevokeCommand.of(Buffer.buffer(payload))).isEmpty();
    }

    @Test
    void bytesOfNoTextAndDeepNestingAreNoRevoke() {
        assertThat(RevokeCommand.of(Buffer.buffer(new byte[] {'{', '"', -1, -2, 0, '"'})))
                .isEmpty();
        assertThat(RevokeCommand.of(Buffer.buffer("{\"a\":" + "[".repeat(100_000))))
                .isEmpty();
    }
}
