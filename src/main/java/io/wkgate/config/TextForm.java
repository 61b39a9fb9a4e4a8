package io.wkgate.config;

import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a text may hold. */
enum TextForm {
    ANY,
    NOT_BLANK,
    /** It stands in an address as it is, so it may hold only what needs no encoding there. */
    PATH_SEGMENT,
    /** What logs, metrics and commands call something. */
    NAME,
    HEADER_NAME,
    HEADER_VALUE,
    /** A symmetric secret of Standard Webhooks. */
    WEBHOOK_SECRET;

    private static final Pattern PATH_SEGMENTS = Pattern.compile("[A-Za-z0-9._~-]+");
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern TOKENS = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    /** Others become a question mark on their way. */
    private static final Pattern VISIBLE = Pattern.compile("[\\x20-\\x7e]*");

    /** Given by somebody else as well, they would stand twice in a request or make it one that nobody can read. */
    private static final Set<String> OWN_HEADERS = Set.of(
            "content-type",
            "content-length",
            "transfer-encoding",
            "host",
            "webhook-id",
            "webhook-timestamp",
            "webhook-signature");

    private static final String SECRET_PREFIX = "whsec_";
    private static final int SHORTEST_SECRET = 24;
    private static final int LONGEST_SECRET = 64;

    /**
     * @return the text itself
     * @throws IllegalArgumentException with what is wrong, without the text, for it may be a secret
     */
    String checked(String text) {
        String mistake = mistake(text);
        if (!mistake.isEmpty()) {
            throw new IllegalArgumentException(mistake);
        }
        return text;
    }

    private String mistake(String text) {
        return switch (this) {
            case ANY -> "";
            case NOT_BLANK -> text.isBlank() ? "must not be blank" : "";
            case PATH_SEGMENT ->
                unless(PATH_SEGMENTS, text, "must be letters, digits, and . _ ~ - only, for it stands in an address");
            case NAME -> unless(NAMES, text, "must be 1 to 64 letters, digits, - and _");
            case HEADER_NAME ->
                OWN_HEADERS.contains(text.toLowerCase(Locale.ROOT))
                        ? "is a header that wkgate sets itself"
                        : unless(TOKENS, text, "is no name that a header can have");
            case HEADER_VALUE -> unless(VISIBLE, text, "must hold visible ASCII characters and blanks only");
            case WEBHOOK_SECRET -> mistakeOfSecret(text);
        };
    }

    private static String unless(Pattern form, String text, String mistake) {
        return form.matcher(text).matches() ? "" : mistake;
    }

    private static String mistakeOfSecret(String text) {
        String encoded = text.startsWith(SECRET_PREFIX) ? text.substring(SECRET_PREFIX.length()) : text;
        int bytes;
        try {
            bytes = Base64.getDecoder().decode(encoded).length;
        } catch (IllegalArgumentException e) {
            return "must be base64, with or without whsec_ before it";
        }
        return bytes < SHORTEST_SECRET || bytes > LONGEST_SECRET
                ? "must be the base64 of " + SHORTEST_SECRET + " to " + LONGEST_SECRET + " bytes"
                : "";
    }
}
