package io.wkgate.relay;

import io.wkgate.event.Selection;
import java.util.UUID;
import java.util.regex.Pattern;

/** What the receiver tells repeated deliveries by: the same whenever the same elements are sent. */
final class WebhookId {

    /** The places of a piece's first and last element at the end of a part. */
    private static final Pattern OF_PIECE = Pattern.compile("_?\\d+-\\d+$");

    private WebhookId() {}

    private static String of(UUID event, String part) {
        String id = "evt_" + event.toString().replace("-", "");
        return part.isEmpty() ? id : id + "_" + part;
    }

    /** @param split whether the first of the pieces is what is sent, and the row's own part is that of all of them */
    static String of(UUID event, String part, Pieces pieces, boolean split) {
        return of(event, split ? pieces.first().map(piece -> part(part, piece)).orElse(part) : part);
    }

    /** What tells a piece from the others of its event: the part of its delivery, then the places of its ends. */
    static String part(String part, Selection piece) {
        // A piece of a piece is known by its own places alone.
        String whole = OF_PIECE.matcher(part).replaceFirst("");
        return (whole.isEmpty() ? "" : whole + "_") + ends(piece);
    }

    /** Such as {@code 0-49}. */
    static String ends(Selection piece) {
        return piece.places().get(0) + "-" + piece.places().get(piece.size() - 1);
    }
}
