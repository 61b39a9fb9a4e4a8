package io.wkgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.wkgate.config.DestinationSettings.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: a body is cut and rewritten without a byte changed that need not be, and whatever it is, never refused. */
class RelayedBodyTest {

    private static final Optional<Selection> ALL = Optional.empty();
    private static final String HEADER = "\"header\":{\"no_persist\":0,\"red_dot\":1,\"sync_once\":0}";
    private static final String COMMAND = "\"header\":{\"no_persist\":0,\"red_dot\":0,\"sync_once\":1}";

    /** As v3 orders its fields; more of them, each with its comma behind it, go between. */
    private static String three(String header, String more, String fromUid, String channelId, int type) {
        return "{" + header + ",\"setting\":0," + more + "\"expire\":0,\"message_id\":2124351148600070144,"
                + "\"message_idstr\":\"2124351148600070144\",\"client_msg_no\":\"n\",\"message_seq\":7,\"from_uid\":\""
                + fromUid + "\",\"channel_id\":\"" + channelId + "\",\"channel_type\":" + type
                + ",\"timestamp\":1795319757,\"payload\":\"aGk=\"}";
    }

    private static String one(String header, int seq, String fromUid, String channelId, int type) {
        return "{" + header + ",\"setting\":0,\"message_id\":2124351148600070144,"
                + "\"message_idstr\":\"2124351148600070144\",\"client_msg_no\":\"n\",\"message_seq\":" + seq
                + ",\"from_uid\":\"" + fromUid + "\",\"channel_id\":\"" + channelId + "\",\"channel_type\":" + type
                + ",\"expire\":0,\"timestamp\":1795319757,\"payload\":\"aGk=\"}";
    }

    private static String notified(Shape shape, String entry) {
        String body = RelayedBody.of("msg.notify", shape, ALL, Buffer.buffer("[" + entry + "]"))
                .toString();
        return body.substring(1, body.length() - 1);
    }

    private static String offline(Shape shape, String body) {
        return RelayedBody.of("msg.offline", shape, ALL, Buffer.buffer(body)).toString();
    }

    private static String withUids(String entry, String uids) {
        return entry.substring(0, entry.length() - 1) + "," + uids + "}";
    }

    @Test
    void theChosenElementsAreTheirVeryBytes() {
        Buffer body = Buffer.buffer(" [ {\"a\" : 1} , \"two, [2]\" ,3,\n{\"b\":\"]\"}]");
        for (String event : List.of("msg.notify", "user.onlinestatus", "msg.unknown")) {
            assertThat(RelayedBody.of(event, Shape.ASIS, Optional.of(new Selection(List.of(0, 1, 3))), body))
                    .hasToString("[ {\"a\" : 1} , \"two, [2]\" ,\n{\"b\":\"]\"}]");
            assertThat(RelayedBody.of(event, Shape.ASIS, ALL, body)).isSameAs(body);
        }
    }

    @Test
    void aSelectionMayBeLargerThanTheBody() {
        assertThat(RelayedBody.of(
                        "msg.notify", Shape.ONE, Optional.of(Selection.range(1, 9)), Buffer.buffer("[1,2,3]")))
                .hasToString("[2,3]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "null",
                "{}",
                "[",
                "[{",
                "[null,1,\"u1-0-1-1-1-1\"]",
                "{\"message_id\":1}",
                "[{\"message_id\":1,\"foo\":2}]",
                "[{\"message_id\":1,\"channel_id\":3,\"channel_type\":2,\"header\":{}}]",
                "[{\"message_id\":1,\"channel_id\":\"g\",\"channel_type\":\"2\",\"header\":{}}]",
                "[{\"message_id\":1,\"channel_id\":\"g\",\"channel_type\":2,\"header\":[]}]",
                "[{\"message_id\":1,\"channel_id\":\"g\",\"channel_type\":2,\"header\":{},\"from_uid\":5}]",
                "[{\"message_id\":1,\"channel_id\":\"g\",\"channel_type\":99999,\"header\":{}}]",
                "[{\"message_id\":1,\"channel_id\":\"g____cmd\",\"channel_type\":2,\"header\":{\"sync_once\":1}] x",
                "[{\"message_id\":1,\"channel_id\":\"g\\",
                "no JSON at all \u0000\u2028"
            })
    void whatIsNoMessageIsHandedOnAsItIs(String body) {
        Buffer bytes = Buffer.buffer(body);
        for (Shape shape : Shape.values()) {
            for (String event : List.of("msg.notify", "msg.offline", "user.onlinestatus", "msg.unknown", "")) {
                assertThat(RelayedBody.of(event, shape, ALL, bytes)).isSameAs(bytes);
            }
        }
    }

    @Test
    void anElementThatIsInTheShapeKeepsItsBytesBesideOneThatIsNot() {
        String odd = one(HEADER, 7, "u1", "u2", 1).replace(":", " : ");
        String body = notified(Shape.ONE, odd + "," + three(HEADER, "", "u1", "u2@u1", 1) + ", 5");
        assertThat(body).isEqualTo(odd + "," + one(HEADER, 7, "u1", "u2", 1) + ", 5");
    }

    @ParameterizedTest
    @CsvSource({
        // v3 joins the two uids, the one with the larger checksum first.
        "u1, u2@u1, u2, u2",
        "u2, u2@u1, u1, u1",
        "u1, u1@u1, u1, u1@u1",
        "____system, u4@____system, u4, u4",
        // Nobody's: not the sender's channel.
        "u3, u2@u1, u2@u1, u2@u1",
        "'', u2@u1, u2@u1, u2@u1"
    })
    void thePeerIsSeenFromTheSender(String fromUid, String joined, String onOne, String onTwo) {
        String entry = three(HEADER, "", fromUid, joined, 1);
        assertThat(notified(Shape.ONE, entry)).isEqualTo(one(HEADER, 7, fromUid, onOne, 1));
        String sender = fromUid.equals("____system") ? "" : fromUid;
        assertThat(notified(Shape.TWO, entry)).isEqualTo(one(HEADER, 7, sender, onTwo, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob@x.com", "@", "a@", "@b", "u1@u1", "a-b", "\\u0075\\u0032", "____cmd", "<&>"})
    void aPeerMayHaveAnyUid(String escaped) {
        String peer = escaped.startsWith("\\u") ? "u2" : escaped;
        String joined = ChannelKey.join("u1", peer);
        String written = new String(GoText.quoted(peer), StandardCharsets.UTF_8);
        assertThat(notified(Shape.ONE, three(HEADER, "", "u1", joined, 1)))
                .contains("\"from_uid\":\"u1\",\"channel_id\":" + written + ",");
        assertThat(notified(Shape.ONE, three(HEADER, "", peer, joined, 1))).contains("\"channel_id\":\"u1\",");
    }

    @Test
    void uidsOfEqualChecksumsStandInTheOrderOfTheSending() {
        // Two texts of one CRC-32.
        String left = "plumless";
        String right = "buckeroo";
        assertThat(ChannelKey.checksum(left)).isEqualTo(ChannelKey.checksum(right));
        String joined = ChannelKey.join(left, right);
        assertThat(notified(Shape.ONE, three(HEADER, "", left, joined, 1)))
                .contains("\"channel_id\":\"" + right + "\"");
        assertThat(notified(Shape.ONE, three(HEADER, "", right, joined, 1)))
                .contains("\"channel_id\":\"" + left + "\"");
        String other = joined.startsWith(left) ? right + "@" + left : left + "@" + right;
        assertThat(notified(Shape.ONE, three(HEADER, "", left, other, 1))).contains("\"channel_id\":\"" + right + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "u1, g1____cmd, 2, g1, 2",
        "u1, u2@u1____cmd, 1, u2, 1",
        "u2, u2@u1____cmd, 1, u1, 1",
        "u1, u1@u1____cmd, 1, u1, 1",
        "u1, u2____cmd, 1, u2, 1",
        // v2 says the sender; who the peer is it does not say.
        "u1, u1____cmd, 1, u1____cmd, 1",
        "'', ____system____cmd, 1, ____system, 1",
        "u1, 17922244540036557902____cmd, 8, 0000000000000000f8b8c6f1e0b5f04e@tmp, 2",
        "u1, systemcmdonline, 8, systemcmdonline, 8",
        "u1, g1, 2, g1, 2"
    })
    void aCommandOnOneIsInTheRealChannelWithoutANumber(
            String fromUid, String channelId, int type, String shown, int shownType) {
        String expected = channelId.startsWith("1792")
                ? String.format("%032x", new java.math.BigInteger("17922244540036557902")) + "@tmp"
                : shown;
        assertThat(notified(Shape.ONE, one(COMMAND, 7, fromUid, channelId, type)))
                .isEqualTo(one(COMMAND, 0, fromUid, expected, shownType));
    }

    @ParameterizedTest
    @CsvSource({
        "u1, g1, 2, g1____cmd, 2",
        "u1, u2, 1, u2____cmd, 1",
        "u1, u1, 1, u1____cmd, 1",
        "u1, 0000000000000000000000000000000a@tmp, 2, 10____cmd, 8",
        "u1, 8dd70331ff2c443cffffffffffffffff@tmp, 2, 18446744073709551615____cmd, 8",
        "u1, g@tmp, 2, g@tmp____cmd, 2",
        "u1, g1____cmd, 2, g1____cmd, 2"
    })
    void aCommandOnTwoIsInItsOwnChannel(String fromUid, String channelId, int type, String shown, int shownType) {
        assertThat(notified(Shape.TWO, one(COMMAND, 0, fromUid, channelId, type)))
                .isEqualTo(one(COMMAND, 0, fromUid, shown, shownType));
    }

    @Test
    void onlyACommandLosesTheSuffix() {
        String entry = one(HEADER, 7, "u1", "g1____cmd", 2);
        assertThat(notified(Shape.ONE, entry)).isEqualTo(entry);
        assertThat(notified(Shape.TWO, entry)).isEqualTo(entry);
    }

    @Test
    void fieldsThatTheLineDoesNotKnowAreLeftOut() {
        String entry =
                three(HEADER, "\"topic\":\"t\",\"event_meta\":{\"has_events\":true},\"foo\":[{}],", "u1", "g1", 2);
        assertThat(notified(Shape.ONE, entry)).isEqualTo(one(HEADER, 7, "u1", "g1", 2));
        assertThat(notified(Shape.TWO, entry))
                .contains("\"client_msg_no\":\"n\",\"event_meta\":{\"has_events\":true},\"message_seq\"")
                .contains("\"channel_type\":2,\"topic\":\"t\",\"expire\"")
                .doesNotContain("foo");
        assertThat(offline(Shape.ONE, entry)).contains("\"channel_type\":2,\"topic\":\"t\",\"expire\"");
    }

    @Test
    void aFieldThatDidNotComeIsNotMadeUp() {
        String entry =
                "{\"expire\":null,\"message_id\":1,\"channel_type\":1,\"channel_id\":\"u2@u1\",\"from_uid\":\"u1\","
                        + "\"payload\":null,\"header\":{\"sync_once\":false}}";
        assertThat(notified(Shape.ONE, entry))
                .isEqualTo(
                        "{\"header\":{\"no_persist\":0,\"red_dot\":0,\"sync_once\":0},\"message_id\":1,"
                                + "\"from_uid\":\"u1\",\"channel_id\":\"u2\",\"channel_type\":1,\"expire\":null,\"payload\":null}");
    }

    @Test
    void numbersAreExactAndOfAFieldThatComesTwiceTheLastCounts() {
        String entry = three(HEADER, "\"channel_id\":\"lost\",", "u1", "u2@u1", 1)
                .replace("2124351148600070144", "123456789012345678901234567890");
        assertThat(notified(Shape.ONE, entry))
                .isEqualTo(
                        one(HEADER, 7, "u1", "u2", 1).replace("2124351148600070144", "123456789012345678901234567890"));
    }

    @Test
    void textIsWrittenAsGoWritesIt() {
        assertThat(new String(
                        GoText.quoted("<&>\"\\\n\r\t\b\u2028\u2029\u007f\u20ac\uD83D\uDE00\uD83D"),
                        StandardCharsets.UTF_8))
                .isEqualTo(
                        "\"\\u003c\\u0026\\u003e\\\"\\\\\\n\\r\\t\\u0008\\u2028\\u2029\u007f\u20ac\uD83D\uDE00\\ufffd\"");
        // What need not change keeps the escapes with which it came.
        assertThat(notified(Shape.ONE, three(HEADER, "", "u1", "a\\/\\u003c", 2)))
                .contains("\"a\\/\\u003c\"");
    }

    @Test
    void aPayloadOfSixteenMebibytesIsCopiedAsItStands() {
        String payload = "A".repeat(22_000_000);
        String entry = three(HEADER, "", "u1", "u2@u1", 1).replace("aGk=", payload);
        assertThat(notified(Shape.ONE, entry)
                        .equals(one(HEADER, 7, "u1", "u2", 1).replace("aGk=", payload)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // As v2.0.4 and v3 name the sender, and a uid twice.
        "'[\"u2\",\"u1\"]', '[\"u2\"]'",
        "'[\"u1\",\"u1\"]', '[]'",
        "'[\"u3\",\"u2\",\"u3\"]', '[\"u3\",\"u2\"]'",
        "'[]', '[]'",
        "'null', 'null'",
        "'[1]', '[1]'"
    })
    void toUidsAreOnceEachAndNotTheSender(String uids, String expected) {
        String three = withUids(three(HEADER, "", "u1", "u2@u1", 1), "\"to_uids\":" + uids);
        String two = withUids(one(HEADER, 7, "u1", "u2", 1), "\"to_uids\":" + uids + ",\"source_id\":1");
        String wanted = withUids(one(HEADER, 7, "u1", "u2", 1), "\"to_uids\":" + expected);
        assertThat(offline(Shape.ONE, three)).isEqualTo(wanted);
        assertThat(offline(Shape.TWO, three)).isEqualTo(wanted);
        assertThat(offline(Shape.ONE, two)).isEqualTo(wanted);
        assertThat(offline(Shape.TWO, two))
                .isEqualTo(withUids(one(HEADER, 7, "u1", "u2", 1), "\"to_uids\":" + expected + ",\"source_id\":1"));
    }

    @ParameterizedTest
    @EnumSource(names = {"ONE", "TWO"})
    void compressedUidsAreUnpacked(Shape shape) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("[\"u2\",\"u1\",\"<\"]\n".getBytes(StandardCharsets.UTF_8));
        }
        String base64 = Base64.getEncoder().encodeToString(packed.toByteArray());
        String body = withUids(
                three(HEADER, "", "u1", "g1", 2), "\"compress\":\"gzip\",\"compress_to_uids\":\"" + base64 + "\"");
        assertThat(offline(shape, body))
                .isEqualTo(withUids(one(HEADER, 7, "u1", "g1", 2), "\"to_uids\":[\"u2\",\"\\u003c\"]"));
    }

    @Test
    void whatOneCompressedToNothingStaysWhatItIs() {
        String body = withUids(
                one(HEADER, 7, "u1", "g1", 2),
                "\"to_uids\":[],\"compress\":\"gzip\",\"compress_to_uids\":\"H4sIAAAAAAAA/w==\"");
        assertThat(offline(Shape.ONE, body)).isEqualTo(body);
        assertThat(offline(Shape.TWO, body)).isEqualTo(body);
    }

    @Test
    void nobodyIsEmptyOnOneAndTheSystemInMsgOfflineOfTwo() {
        String two = withUids(one(HEADER, 7, "____system", "g1", 2), "\"to_uids\":[\"u1\"],\"source_id\":1");
        String one = withUids(one(HEADER, 7, "", "g1", 2), "\"to_uids\":[\"u1\"]");
        assertThat(offline(Shape.ONE, two)).isEqualTo(one);
        assertThat(offline(Shape.TWO, one)).isEqualTo(two.replace(",\"source_id\":1", ""));
        assertThat(notified(Shape.TWO, one(HEADER, 7, "____system", "g1", 2))).isEqualTo(one(HEADER, 7, "", "g1", 2));
        // v1.2.6 shows a sender that somebody really named so.
        String named = withUids(one(HEADER, 7, "____system", "g1", 2), "\"to_uids\":[\"u1\"]");
        assertThat(offline(Shape.ONE, named)).isEqualTo(named);
    }

    @Test
    void aChannelWhoseRecipientTwoLostStaysUnresolved() {
        String lost = one(HEADER, 7, "", "____system", 1);
        assertThat(notified(Shape.ONE, lost)).isEqualTo(lost);
        assertThat(notified(Shape.TWO, lost)).isEqualTo(lost);
    }

    @Test
    void presenceIsTheSameOnEveryLine() {
        Buffer body = Buffer.buffer("[\"a-b-1-1-12-1-1\",\"\",\"bob@x.com-0-0-13-0-0\"]");
        assertThat(RelayedBody.of("user.onlinestatus", Shape.ONE, ALL, body)).isSameAs(body);
        assertThat(RelayedBody.of("user.onlinestatus", Shape.TWO, Optional.of(Selection.range(0, 1)), body))
                .hasToString("[\"a-b-1-1-12-1-1\"]");
    }
}
