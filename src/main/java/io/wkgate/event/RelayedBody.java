package io.wkgate.event;

import io.vertx.core.buffer.Buffer;
import io.wkgate.config.DestinationSettings.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An event's body as it is handed on: some of its elements, in the shape that its receiver was written for. What still
 * differs from what that WuKongIM would have sent is in docs/relayed-shapes.md.
 */
public final class RelayedBody {

    private RelayedBody() {}

    /**
     * The body to be sent. What need not change keeps its very bytes. Never throws: what cannot be read is handed on as it
     * is.
     *
     * @param event what WuKongIM calls it
     * @param selection only these elements of the array; empty for the whole body
     */
    public static Buffer of(String event, Shape shape, Optional<Selection> selection, Buffer body) {
        Optional<LineShape> line = LineShape.of(shape);
        if (line.isEmpty() && selection.isEmpty()) {
            return body;
        }
        return switch (EventKind.of(event)) {
            case MSG_NOTIFY -> array(selection, element -> notified(line, element), body);
            case MSG_OFFLINE -> line.map(known -> offline(known, body)).orElse(body);
            // The elements of user.onlinestatus are the same on every line; of other events nothing is known.
            case USER_ONLINESTATUS, OTHER -> array(selection, UnaryOperator.identity(), body);
        };
    }

    private static byte[] notified(Optional<LineShape> line, byte[] element) {
        return line.flatMap(known -> ShapedEntry.read(element).map(known::notified))
                .orElse(element);
    }

    /** It is one message and no array. */
    private static Buffer offline(LineShape line, Buffer body) {
        byte[] bytes = body.getBytes();
        byte[] shaped = ShapedEntry.read(bytes).map(line::offline).orElse(bytes);
        return shaped == bytes ? body : Buffer.buffer(shaped);
    }

    private static Buffer array(Optional<Selection> selection, UnaryOperator<byte[]> shaping, Buffer body) {
        Optional<List<byte[]>> cut = BodyPieces.of(body);
        if (cut.isEmpty()) {
            return body;
        }
        List<byte[]> elements = cut.get();
        List<byte[]> chosen = selection.map(some -> chosen(elements, some)).orElse(elements);
        List<byte[]> shaped = chosen.stream().map(shaping).toList();
        // Bytes that did not change are the same array, not only an equal one.
        boolean same = selection.isEmpty();
        for (int i = 0; same && i < chosen.size(); i++) {
            same = chosen.get(i) == shaped.get(i);
        }
        return same ? body : BodyPieces.join(shaped);
    }

    private static List<byte[]> chosen(List<byte[]> elements, Selection selection) {
        return selection.places().stream()
                .filter(place -> place < elements.size())
                .map(elements::get)
                .toList();
    }
}
