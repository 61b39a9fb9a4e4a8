package io.wkgate.compat;

import java.lang.Character.UnicodeScript;

/** How wide a text stands in a terminal, where a Chinese character takes two places. */
final class DisplayWidth {

    private DisplayWidth() {}

    static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    /** The text, with spaces behind it up to that width. */
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    private static int of(int character) {
        UnicodeScript script = UnicodeScript.of(character);
        boolean wide = script == UnicodeScript.HAN
                || (character >= 0x3000 && character <= 0x303F)
                || (character >= 0xFF00 && character <= 0xFF60);
        return wide ? 2 : 1;
    }
}
