package io.wkgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The promise: a body of the form that its kind has is let through, any other is refused with what is wrong with it. */
class BodyCheckTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "MSG_OFFLINE       | {\"message_id\":1,\"to_uids\":[\"u1\"]}",
                "MSG_OFFLINE       | {}",
                "USER_ONLINESTATUS | []",
                "USER_ONLINESTATUS | [\"u1-0-1-5-1-1\"]",
                "OTHER             | anything at all",
                "OTHER             | {"
            })
    void aBodyOfItsKindsFormIsLetThrough(EventKind kind, String body) {
        assertThat(BodyCheck.refuses(kind, EntryText.utf8(body))).isEmpty();
    }

    @Test
    void aBodyOfAnUnknownKindMayBeEmpty() {
        assertThat(BodyCheck.refuses(EventKind.OTHER, new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "MSG_OFFLINE       | []             | not a JSON object",
                "MSG_OFFLINE       | 5              | not a JSON object",
                "MSG_OFFLINE       | {\"a\":        | not JSON",
                "MSG_OFFLINE       | {\"a\":1]      | not JSON",
                "MSG_OFFLINE       | {}{}           | text after its end",
                "USER_ONLINESTATUS | {}             | not a JSON array",
                "USER_ONLINESTATUS | [\"u1          | not JSON",
                "USER_ONLINESTATUS | [] x           | not JSON",
            })
    void aBodyOfAnotherFormIsRefused(EventKind kind, String body, String reason) {
        assertThat(BodyCheck.refuses(kind, EntryText.utf8(body))).contains(new Refusal("body", reason));
    }

    @ParameterizedTest
    @EnumSource(names = {"MSG_OFFLINE", "USER_ONLINESTATUS"})
    void anEmptyBodyIsRefused(EventKind kind) {
        assertThat(BodyCheck.refuses(kind, new byte[0])).contains(new Refusal("body", "empty"));
        assertThat(BodyCheck.refuses(kind, EntryText.utf8(" "))).isPresent();
    }
}
