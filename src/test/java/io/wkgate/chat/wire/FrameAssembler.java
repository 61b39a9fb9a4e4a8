package io.wkgate.chat.wire;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts a stream of bytes into frames: the server packs several into one WebSocket message, or one into several. */
public final class FrameAssembler {
    private Buffer pending = Buffer.buffer();

    /** Takes more bytes and answers the frames that are whole by now. */
    public List<Frame> take(Buffer bytes) {
        pending.appendBuffer(bytes);
        List<Frame> frames = new ArrayList<>();
        Optional<Frame> frame = next();
        while (frame.isPresent()) {
            frames.add(frame.get());
            frame = next();
        }
        return frames;
    }

    private Optional<Frame> next() {
        if (pending.length() == 0) {
            return Optional.empty();
        }
        int first = pending.getUnsignedByte(0);
        FrameType type = FrameType.values()[first >> 4];
        int position = 1;
        int length = 0;
        if (type.hasLength()) {
            int shift = 0;
            int octet;
            do {
                if (position == pending.length()) {
                    return Optional.empty();
                }
                octet = pending.getUnsignedByte(position++);
                length |= (octet & 127) << shift;
                shift += 7;
            } while (octet > 127);
        }
        if (pending.length() < position + length) {
            return Optional.empty();
        }
        Frame frame = new Frame(type, first & 15, pending.getBuffer(position, position + length));
        pending = pending.getBuffer(position + length, pending.length());
        return Optional.of(frame);
    }
}
