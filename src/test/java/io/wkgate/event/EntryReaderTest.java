package io.wkgate.event;

import static io.wkgate.event.EntryText.with;
import static io.wkgate.event.EntryText.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: every field of an entry is read exactly, what is unknown or missing costs nothing, and what cannot be a
 * message is refused with the name of the field that is wrong.
 */
class EntryReaderTest {

    private static final long ID = 2_124_350_927_950_315_520L;

    private final EntryReader reader = new EntryReader();

    @Test
    void everyFieldIsRead() {
        Message message = accepted("""
                {"header":{"no_persist":0,"red_dot":1,"sync_once":0},"setting":2,"message_id":2124350927950315520,
                 "message_idstr":"2124350927950315520","client_msg_no":"no-1","message_seq":7,"from_uid":"u1",
                 "channel_id":"g1","channel_type":2,"expire":3600,"timestamp":1795319704,"payload":"aGVsbG8=",
                 "topic":"t","stream_no":"s","stream_seq":3,"stream_flag":1,"end":1,"end_reason":0,"error":"",
                 "stream_data":"AA==","event_meta":{"a":[1]},"event_sync_hint":null}""");
        assertThat(message)
                .isEqualTo(new Message(
                        ID,
                        7,
                        "no-1",
                        "u1",
                        new ChannelKey(2, "g1"),
                        new Header(false, true, false),
                        2,
                        3600,
                        1_795_319_704L,
                        Buffer.buffer("hello")));
    }

    @Test
    void theBytesOfAnEntryAreThoseThatCame() {
        byte[] bytes = EntryText.utf8(" " + EntryText.of(ID).encode() + "\n");
        assertThat(reader.read(bytes).bytes().getBytes()).isEqualTo(bytes);
        byte[] bad = EntryText.utf8("{\"message_id\":-1}");
        assertThat(reader.read(bad).bytes().getBytes()).isEqualTo(bad);
    }

    static List<String> unknownValues() {
        return List.of(
                "null",
                "true",
                "-1.5e300",
                "1e999999",
                "9".repeat(5000),
                "\"text\"",
                "\"\\ud800\"",
                "[]",
                "[[{}],{\"message_id\":-1}]",
                "{\"message_id\":\"x\",\"payload\":7,\"header\":[]}",
                "[".repeat(150) + "]".repeat(150));
    }

    @ParameterizedTest
    @MethodSource("unknownValues")
    void anUnknownFieldOfAnyShapeChangesNothing(String value) {
        assertThat(accepted(with(ID, "unknown", value)))
                .isEqualTo(accepted(EntryText.of(ID).encode()));
        assertThat(accepted(with(ID, "header", "{\"red_dot\":1,\"unknown\":" + value + "}"))
                        .header())
                .isEqualTo(new Header(false, true, false));
    }

    @Test
    void everyFieldButTheIdMayBeMissing() {
        assertThat(accepted("{\"message_id\":" + ID + "}"))
                .isEqualTo(new Message(ID, 0, "", "", new ChannelKey(0, ""), Header.NONE, 0, 0, 0, Buffer.buffer()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "header",
                "setting",
                "message_idstr",
                "client_msg_no",
                "message_seq",
                "from_uid",
                "channel_id",
                "channel_type",
                "expire",
                "timestamp",
                "payload"
            })
    void nullIsTheSameAsMissing(String field) {
        assertThat(accepted(with(ID, field, "null"))).isEqualTo(accepted(without(ID, field)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "9223372036854775807   | \"\"",
                "\"9223372036854775807\" | \"\"",
                "null                  | \"9223372036854775807\"",
                "9.223372036854776e18  | \"9223372036854775807\"",
                "9223372036854775807   | \"9223372036854775807\""
            })
    void anIdStaysExactHoweverItIsWritten(String id, String text) {
        String entry = with(1, "message_id", id).replace("\"message_idstr\":\"1\"", "\"message_idstr\":" + text);
        assertThat(accepted(entry).messageId()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void anIdMayStandInItsTextAlone() {
        assertThat(accepted(without(ID, "message_id")).messageId()).isEqualTo(ID);
    }

    @Test
    void numbersAtTheEndsOfTheirRangesAreRead() {
        assertThat(accepted(with(ID, "message_seq", "9223372036854775807")).messageSeq())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(accepted(with(ID, "expire", "4294967295")).expire()).isEqualTo(4_294_967_295L);
        assertThat(accepted(with(ID, "setting", "255")).setting()).isEqualTo(255);
        assertThat(accepted(with(ID, "channel_type", "255")).channel().type()).isEqualTo(255);
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "false, false",
        "1, true",
        "0, false",
        "null, false",
    })
    void aFlagIsANumberOrABoolean(String json, boolean flag) {
        String header = "{\"no_persist\":%s,\"red_dot\":%s,\"sync_once\":%s}".formatted(json, json, json);
        assertThat(accepted(with(ID, "header", header)).header()).isEqualTo(new Header(flag, flag, flag));
    }

    @Test
    void aPayloadMayBeAnyBytes() {
        assertThat(accepted(with(ID, "payload", "\"AP+A/g==\"")).payload().getBytes())
                .containsExactly(0, 0xff, 0x80, 0xfe);
        assertThat(accepted(with(ID, "payload", "\"\"")).payload().length()).isZero();
    }

    @Test
    void textsKeepEveryCharacter() {
        assertThat(accepted(with(ID, "client_msg_no", "\"频道 😀 \\ud83d\\ude00 \\u0000 \\\"\""))
                        .clientMsgNo())
                .isEqualTo("频道 😀 😀 \0 \"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "message_id     | -1                     | out of range",
                "message_id     | 0                      | out of range",
                "message_id     | 9223372036854775808    | out of range",
                "message_id     | true                   | not a whole number",
                "message_id     | {}                     | not a whole number",
                "message_id     | \"abc\"                | not a whole number",
                "message_id     | \"-5\"                 | not a whole number",
                "message_id     | \"9223372036854775808\"| not a whole number",
                "message_idstr  | 5                      | not a text",
                "message_idstr  | \"abc\"                | not a whole number",
                "message_seq    | -1                     | out of range",
                "message_seq    | 9223372036854775808    | out of range",
                "message_seq    | 1.5                    | not a whole number",
                "message_seq    | \"1\"                  | not a whole number",
                "client_msg_no  | 5                      | not a text",
                "client_msg_no  | \"\\ud800\"            | half of a surrogate pair",
                "client_msg_no  | \"a\\udc00b\"          | half of a surrogate pair",
                "from_uid       | [\"u1\"]               | not a text",
                "from_uid       | \"\\ud83dx\"           | half of a surrogate pair",
                "channel_id     | {}                     | not a text",
                "channel_id     | \"\\ude00\\ud83d\"     | half of a surrogate pair",
                "channel_type   | 256                    | out of range",
                "channel_type   | -1                     | out of range",
                "setting        | 256                    | out of range",
                "expire         | 4294967296             | out of range",
                "expire         | -1                     | out of range",
                "timestamp      | -1                     | out of range",
                "timestamp      | \"now\"                | not a whole number",
                "payload        | \"not base64!\"        | not base64",
                "payload        | \"aGVsbG8\"            | not base64",
                "payload        | \"a\"                  | not base64",
                "payload        | {\"type\":1}           | not a text",
                "header         | 1                      | not a JSON object",
                "header         | []                     | not a JSON object"
            })
    void aFieldThatCannotBeReadIsNamed(String field, String json, String reason) {
        Refusal refusal = refused(with(ID, field, json));
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.reason()).startsWith(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no_persist", "red_dot", "sync_once"})
    void aFlagThatCannotBeReadIsNamedWithItsHeader(String flag) {
        assertThat(refused(with(ID, "header", "{\"" + flag + "\":\"yes\"}")))
                .isEqualTo(new Refusal("header." + flag, "not a whole number"));
    }

    @Test
    void anEntryWithoutAnIdIsRefused() {
        assertThat(refused("{}")).isEqualTo(new Refusal("message_id", "missing"));
        assertThat(refused("{\"message_id\":null,\"message_idstr\":\"\"}"))
                .isEqualTo(new Refusal("message_id", "missing"));
        assertThat(refused("{\"message_id\":2.1e18}")).isEqualTo(new Refusal("message_id", "not a whole number"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "null", "\"text\"", "[]", "[{\"message_id\":1}]"})
    void whatIsNoObjectIsRefused(String entry) {
        assertThat(refused(entry)).isEqualTo(new Refusal("entry", "not a JSON object"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"message_id\":1",
                "{\"message_id\":1,}",
                "{message_id:1}",
                "{\"message_id\":01}",
                "{\"message_id\":1,\"client_msg_no\":\"a\nb\"}",
                "{\"message_id\":1,\"header\":{\"red_dot\":1}",
                "nul"
            })
    void whatIsNoJsonIsRefusedAsAWhole(String entry) {
        assertThat(refused(entry).field()).isEqualTo("entry");
        assertThat(refused(entry).reason()).startsWith("not JSON");
    }

    @Test
    void damageBehindABadFieldIsNotHiddenByIt() {
        assertThat(refused("{\"message_id\":-1,\"from_uid\":\"u1").field()).isEqualTo("entry");
        assertThat(refused("{\"payload\":\"abc},{\"message_id\":5}").field()).isEqualTo("entry");
        assertThat(refused("{\"message_seq\":-1,\"message_id\":5}{\"message_id\":6}"))
                .isEqualTo(new Refusal("entry", "text after its end"));
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedAndNotReplaced() {
        byte[] bytes = EntryText.utf8(with(ID, "client_msg_no", "\"@\""));
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '@') {
                bytes[i] = (byte) 0xff;
            }
        }
        assertThat(((Entry.Refused) reader.read(bytes)).refusal().field()).isEqualTo("entry");
    }

    @Test
    void anotherEncodingThanUtf8IsNoJson() {
        byte[] utf16 = "{\"message_id\":1}".getBytes(StandardCharsets.UTF_16LE);
        assertThat(((Entry.Refused) reader.read(utf16)).refusal().field()).isEqualTo("entry");
    }

    @Test
    void aReasonHoldsNothingOfTheContent() {
        for (String entry : List.of(
                with(ID, "payload", "\"SECRET!\""),
                with(ID, "from_uid", "SECRET"),
                with(ID, "message_id", "\"SECRET\""),
                "SECRET",
                "{\"SECRET\":}")) {
            assertThat(refused(entry).toString()).doesNotContain("SECRET");
        }
    }

    private Message accepted(String entry) {
        Entry read = reader.read(EntryText.utf8(entry));
        assertThat(read).isInstanceOf(Entry.Accepted.class);
        return ((Entry.Accepted) read).message();
    }

    private Refusal refused(String entry) {
        Entry read = reader.read(EntryText.utf8(entry));
        assertThat(read).isInstanceOf(Entry.Refused.class);
        return ((Entry.Refused) read).refusal();
    }
}
