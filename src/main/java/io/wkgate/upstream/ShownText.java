package io.wkgate.upstream;

import java.nio.charset.StandardCharsets;

/** What was sent and what came, as an operator is shown it. */
final class ShownText {

    private static final int LONGEST = 4096;

    private ShownText() {}

    /** The status, and the body if it is a text. */
    static String of(UpstreamAnswer answer) {
        return cut(answer.status() + " " + answer.body().toString(StandardCharsets.UTF_8));
    }

    /** At most 4 KiB of it, without control characters but the end of a line. */
    static String cut(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}&&[^\n]]", " ").strip();
        byte[] bytes = clean.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST) {
            return clean;
        }
        int end = LONGEST - "…".getBytes(StandardCharsets.UTF_8).length;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + "…";
    }
}
