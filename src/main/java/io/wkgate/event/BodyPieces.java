package io.wkgate.event;

import io.vertx.core.buffer.Buffer;
import io.wkgate.event.EntryCutter.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A body's array, cut into its elements. */
final class BodyPieces {

    private BodyPieces() {}

    /** Nothing for a body that is something else than a whole array. */
    static Optional<List<byte[]>> of(Buffer body) {
        List<byte[]> elements = new ArrayList<>();
        boolean[] broken = new boolean[1];
        EntryCutter cutter = new EntryCutter(Integer.MAX_VALUE, piece -> {
            if (piece instanceof Piece.Whole whole) {
                elements.add(whole.bytes());
            } else {
                broken[0] = true;
            }
        });
        cutter.write(body);
        cutter.end();
        return broken[0] ? Optional.empty() : Optional.of(elements);
    }

    static Buffer join(List<byte[]> elements) {
        int length = elements.stream().mapToInt(element -> element.length + 1).sum();
        Buffer body = Buffer.buffer(length + 2).appendByte((byte) '[');
        for (int i = 0; i < elements.size(); i++) {
            if (i > 0) {
                body.appendByte((byte) ',');
            }
            body.appendBytes(elements.get(i));
        }
        return body.appendByte((byte) ']');
    }
}
