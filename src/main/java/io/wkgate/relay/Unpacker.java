package io.wkgate.relay;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.wkgate.store.CompressedBody;

/** Unpacks bodies. */
final class Unpacker {

    /** Unpacking more than that would keep an event loop for too long. */
    private static final int LARGE = 256 * 1024;

    private final Vertx vertx;

    Unpacker(Vertx vertx) {
        this.vertx = vertx;
    }

    /** At once, but of a large one. Fails if that is no compressed body. */
    Future<Buffer> unpack(Buffer packed) {
        // What repeats itself is small only until it is unpacked.
        return Math.max(packed.length(), CompressedBody.length(packed)) > LARGE
                ? vertx.executeBlocking(() -> CompressedBody.uncompress(packed), false)
                : Future.succeededFuture(packed).map(CompressedBody::uncompress);
    }
}
