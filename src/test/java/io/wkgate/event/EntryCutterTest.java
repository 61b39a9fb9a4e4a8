package io.wkgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise: a body is cut into the same pieces however it arrives, and a piece that is wrong costs no other. */
class EntryCutterTest {

    private static final int LIMIT = 64;

    static List<String> bodies() {
        return List.of(
                "",
                " \n",
                "[]",
                " [ ] ",
                "[1]",
                "[{\"a\":1},{\"b\":2}]",
                " [ {\"a\" : 1} , {\"b\":[1,{\"c\":2}]}\n] \n",
                "[{\"a\":\"]},{[\"},{\"b\":\"\\\"}],\\\\\"},{\"c\":\"\\\\\"}]",
                "[{\"text\":\"频道€😀\"},{\"b\":\"é\"}]",
                "[{\"big\":\"" + "x".repeat(LIMIT) + "\"},{\"b\":2}]",
                "[{\"a\":1},,{\"b\":2},]",
                "[{\"a\":1}] rest ,{\"b\":2}",
                "[{\"a\":1}]]",
                "[{\"a\":1},{\"b\":",
                "[{\"a\":1}",
                "[{\"a\":1},",
                "[",
                "{\"a\":1}",
                " no json, at [all]",
                "[}},{\"b\":2}]",
                "[]]}},,{{");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void everySplitPositionGivesTheSamePieces(String body) {
        byte[] bytes = utf8(body);
        List<String> whole = cut(bytes);
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                assertThat(cut(bytes, first, second))
                        .as("split at %d and %d", first, second)
                        .isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void oneByteAtATimeGivesTheSamePieces(String body) {
        byte[] bytes = utf8(body);
        int[] everywhere = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            everywhere[i] = i;
        }
        assertThat(cut(bytes, everywhere)).isEqualTo(cut(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", " [ ] ", "[\n]\n"})
    void anEmptyArrayHasNoPieces(String body) {
        assertThat(cut(utf8(body))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\r\t "})
    void aBlankBodyIsBrokenAsEmpty(String body) {
        assertThat(cut(utf8(body))).containsExactly("broken body: empty of " + body.length() + ": " + body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", "null", "hello, [1]", "\u0000"})
    void whatIsNoArrayIsKeptWhole(String body) {
        assertThat(cut(utf8(body))).containsExactly("broken body: not a JSON array of " + body.length() + ": " + body);
    }

    @Test
    void anElementMayHoldArraysAndObjectsOfItsOwn() {
        assertThat(cut(utf8("[[1,[2,3]],{\"a\":[{\"b\":[]},{}]},[]]")))
                .containsExactly("whole [1,[2,3]]", "whole {\"a\":[{\"b\":[]},{}]}", "whole []");
    }

    @Test
    void bracketsCommasAndQuotesInsideATextCutNothing() {
        String first = "{\"a\":\"],[{}{\\\"],\"}";
        String second = "{\"b\":\"\\\\\",\"c\":\"\\\\\\\"]\"}";
        assertThat(cut(utf8("[" + first + "," + second + "]"))).containsExactly("whole " + first, "whole " + second);
    }

    @Test
    void anElementOfExactlyTheLimitIsWholeAndOneByteMoreIsBroken() {
        String fits = "\"" + "x".repeat(LIMIT - 2) + "\"";
        String tooLong = "\"" + "y".repeat(LIMIT - 1) + "\"";
        assertThat(cut(utf8("[" + fits + "," + tooLong + ",1]")))
                .containsExactly(
                        "whole " + fits,
                        "broken entry: 65 bytes, over intake.entry-limit of 65: " + tooLong.substring(0, LIMIT),
                        "whole 1");
    }

    @Test
    void ofAnElementOverALargeLimitOnlyTheBeginningIsKept() {
        int limit = EntryStream.KEPT_OF_OVERSIZE * 2;
        byte[] body = utf8("[\"" + "x".repeat(limit) + "\",2]");
        List<EntryCutter.Piece> pieces = new ArrayList<>();
        EntryCutter cutter = new EntryCutter(limit, pieces::add);
        for (int from = 0; from < body.length; from += 100_000) {
            cutter.write(Buffer.buffer(body).slice(from, Math.min(body.length, from + 100_000)));
        }
        cutter.end();
        EntryCutter.Piece.Broken broken = (EntryCutter.Piece.Broken) pieces.get(0);
        assertThat(broken.bytes().length()).isEqualTo(EntryStream.KEPT_OF_OVERSIZE);
        assertThat(broken.size()).isEqualTo(limit + 2L);
        assertThat(describe(pieces.get(1))).isEqualTo("whole 2");
    }

    @Test
    void textAfterTheEndIsBrokenAndCostsNoElement() {
        assertThat(cut(utf8("[1] \n{2},3]")))
                .containsExactly("whole 1", "broken body: text after its closing bracket of 6: {2},3]");
    }

    @Test
    void aBodyThatEndsTooSoonKeepsEveryCompleteElement() {
        assertThat(cut(utf8("[{\"a\":1},{\"b\":\"x")))
                .containsExactly("whole {\"a\":1}", "broken body: ends in the middle of an entry of 7: {\"b\":\"x");
        assertThat(cut(utf8("[{\"a\":1},")))
                .containsExactly("whole {\"a\":1}", "broken body: ends before its closing bracket of 0: ");
    }

    private static List<String> cut(byte[] body, int... splits) {
        List<String> pieces = new ArrayList<>();
        EntryCutter cutter = new EntryCutter(LIMIT, piece -> pieces.add(describe(piece)));
        int from = 0;
        for (int split : splits) {
            cutter.write(Buffer.buffer(body).slice(from, split));
            from = split;
        }
        cutter.write(Buffer.buffer(body).slice(from, body.length));
        cutter.end();
        return pieces;
    }

    private static String describe(EntryCutter.Piece piece) {
        if (piece instanceof EntryCutter.Piece.Broken broken) {
            return "broken " + broken.refusal() + " of " + broken.size() + ": "
                    + broken.bytes().toString(StandardCharsets.ISO_8859_1);
        }
        return "whole " + new String(((EntryCutter.Piece.Whole) piece).bytes(), StandardCharsets.ISO_8859_1).strip();
    }

    private static byte[] utf8(String text) {
        return EntryText.utf8(text);
    }
}
