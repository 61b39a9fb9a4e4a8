package io.wkgate.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.wkgate.event.Selection;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The promise: what is left of a delivery is written so that it is read as the same, and every piece has an id of its own. */
class PiecesTest {

    private static final UUID EVENT = UUID.fromString("01a2035f-ef75-7d14-b2b4-643d5ee066c4");
    private static final String ID = "evt_01a2035fef757d14b2b4643d5ee066c4";

    @Test
    void theyAreReadAsTheyWereWritten() {
        for (String text : new String[] {"0-49;50-99", "7", "0,5,9-12;13", "0-1;2;3"}) {
            assertThat(Pieces.parse(text).text()).isEqualTo(text);
        }
        assertThat(Pieces.parse(null).text()).isNull();
        assertThat(Pieces.parse(null).first()).isEmpty();
        assertThat(Pieces.parse(null).hasMore()).isFalse();
    }

    @Test
    void theFirstIsHalvedDoneOrPutBehind() {
        Pieces whole = Pieces.parse(null);
        Pieces halves = whole.split(Selection.range(0, 100));
        assertThat(halves.text()).isEqualTo("0-49;50-99");
        assertThat(halves.split(Selection.range(0, 50)).text()).isEqualTo("0-24;25-49;50-99");
        assertThat(halves.withoutFirst().text()).isEqualTo("50-99");
        assertThat(halves.withoutFirst().withoutFirst().text()).isNull();
        assertThat(Pieces.parse("0;1-2;5").rotated().text()).isEqualTo("1-2;5;0");
    }

    @Test
    void everyPieceHasItsOwnIdAlsoWhenItIsARowOfItsOwn() {
        assertThat(WebhookId.of(EVENT, "", Pieces.parse(null), false)).isEqualTo(ID);
        assertThat(WebhookId.of(EVENT, "2", Pieces.parse("200-249"), false)).isEqualTo(ID + "_2");
        assertThat(WebhookId.of(EVENT, "", Pieces.parse("0-49;50-99"), true)).isEqualTo(ID + "_0-49");
        assertThat(WebhookId.of(EVENT, "2", Pieces.parse("200-224;225-249"), true))
                .isEqualTo(ID + "_2_200-224");
        String part = WebhookId.part("2", Selection.parse("200-224"));
        assertThat(WebhookId.of(EVENT, part, Pieces.parse("200-224"), false)).isEqualTo(ID + "_2_200-224");
        // Replayed and split again.
        assertThat(WebhookId.of(EVENT, part, Pieces.parse("200-212;213-224"), true))
                .isEqualTo(ID + "_2_200-212");
        assertThat(WebhookId.of(EVENT, WebhookId.part("", Selection.parse("7")), Pieces.parse("7"), false))
                .isEqualTo(ID + "_7-7");
    }

    @Test
    void elementsAreCountedOnlyOfAnArray() {
        assertThat(ElementCount.of(Buffer.buffer("[1,[2,3],{\"a\":[4]},\"x\"]")))
                .isEqualTo(4);
        assertThat(ElementCount.of(Buffer.buffer("{\"a\":1}"))).isEqualTo(1);
        assertThat(ElementCount.of(Buffer.buffer("[]"))).isEqualTo(1);
        assertThat(ElementCount.of(Buffer.buffer("[1,2"))).isEqualTo(1);
        assertThat(ElementCount.of(Buffer.buffer("nothing"))).isEqualTo(1);
        assertThat(ElementCount.of(Buffer.buffer())).isEqualTo(1);
    }
}
