package io.wkgate.event;

import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the JSON array of a msg.notify into its elements while it arrives, by brackets and quotes alone, so that a bad
 * element costs no other and no more than one element is in memory. It reads no element; {@link EntryReader} does.
 *
 * <p>One cutter reads one body. Not thread-safe.
 */
final class EntryCutter {

    /** Of a body that begins with something else than an array does. */
    static final Refusal NOT_AN_ARRAY = new Refusal("body", "not a JSON array");

    /** Where the cutter stands. */
    private enum Place {
        BEFORE,
        BETWEEN,
        IN_ELEMENT,
        AFTER,
        NOT_AN_ARRAY
    }

    private final Consumer<Piece> pieces;
    private final PieceBytes current;
    private Place place = Place.BEFORE;
    private int depth;
    private boolean inText;
    private boolean escaped;

    /**
     * @param limit the largest element in bytes that is handed on whole
     * @param pieces takes each element when its end has come
     */
    EntryCutter(int limit, Consumer<Piece> pieces) {
        this.pieces = pieces;
        this.current = new PieceBytes(limit, EntryStream.KEPT_OF_OVERSIZE);
    }

    /** The bytes of one element, or of what stands where none should be. */
    sealed interface Piece {

        /** A complete element; whether it is a message is not known yet. */
        record Whole(byte[] bytes) implements Piece {}

        /** What cannot be an element, with the reason. */
        record Broken(Refusal refusal, Buffer bytes, long size) implements Piece {}
    }

    /** Takes the next bytes of the body. */
    void write(Buffer chunk) {
        byte[] bytes = chunk.getBytes();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (inText && !escaped) {
                i = endOfText(bytes, i);
                if (i == bytes.length) {
                    break;
                }
            }
            byte b = bytes[i];
            switch (place) {
                case BEFORE -> {
                    if (b == '[') {
                        place = Place.BETWEEN;
                        current.clear();
                        from = i + 1;
                    } else if (!isBlank(b)) {
                        place = Place.NOT_AN_ARRAY;
                    }
                }
                case BETWEEN, IN_ELEMENT -> {
                    if (element(b)) {
                        current.append(bytes, from, i);
                        finishElement(b == ']' && depth == 0);
                        from = i + 1;
                    }
                }
                case AFTER -> {
                    if (isBlank(b) && current.isEmpty() && from == i) {
                        from = i + 1;
                    }
                }
                case NOT_AN_ARRAY -> {
                    // Kept as a whole.
                }
            }
        }
        current.append(bytes, from, bytes.length);
    }

    /** Where the next quote or backslash is. Most of a body is text, so this short loop is what cutting costs. */
    private static int endOfText(byte[] bytes, int from) {
        int i = from;
        while (i < bytes.length && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    /** Whether this byte, a comma or the closing bracket of the array, ends the element. */
    private boolean element(byte b) {
        if (inText) {
            if (escaped) {
                escaped = false;
            } else if (b == '\\') {
                escaped = true;
            } else if (b == '"') {
                inText = false;
            }
            return false;
        }
        switch (b) {
            case '"' -> {
                inText = true;
                place = Place.IN_ELEMENT;
            }
            case '{', '[' -> {
                depth++;
                place = Place.IN_ELEMENT;
            }
            case '}' -> depth = Math.max(0, depth - 1);
            case ']' -> {
                if (depth == 0) {
                    return true;
                }
                depth--;
            }
            case ',' -> {
                return depth == 0;
            }
            default -> {
                if (!isBlank(b)) {
                    place = Place.IN_ELEMENT;
                }
            }
        }
        return false;
    }

    private void finishElement(boolean last) {
        boolean blank = place == Place.BETWEEN;
        place = last ? Place.AFTER : Place.BETWEEN;
        if (blank) {
            // Between the brackets of an empty array there is nothing; after a comma there should be something.
            current.clear();
            return;
        }
        if (current.overLimit()) {
            broken(new Refusal("entry", current.size() + " bytes, over intake.entry-limit"));
        } else {
            pieces.accept(new Piece.Whole(current.take()));
        }
    }

    private void broken(Refusal refusal) {
        long size = current.size();
        pieces.accept(new Piece.Broken(refusal, Buffer.buffer(current.take()), size));
    }

    /** The body has ended; what is left over is handed on as broken. */
    void end() {
        @Nullable
        Refusal refusal = switch (place) {
            case BEFORE -> new Refusal("body", "empty");
            case NOT_AN_ARRAY -> NOT_AN_ARRAY;
            case BETWEEN -> new Refusal("body", "ends before its closing bracket");
            case IN_ELEMENT -> new Refusal("body", "ends in the middle of an entry");
            case AFTER -> current.isEmpty() ? null : new Refusal("body", "text after its closing bracket");
        };
        if (refusal != null) {
            broken(refusal);
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
