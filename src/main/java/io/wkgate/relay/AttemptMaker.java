package io.wkgate.relay;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.wkgate.config.DestinationSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Unpacks a body and sends it. */
final class AttemptMaker {

    /** A sender ends in time by itself; one that does not must not keep its place for ever. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Unpacker unpacker;
    private final Sender sender;
    private final Duration limit;

    AttemptMaker(Unpacker unpacker, Sender sender, DestinationSettings settings) {
        this.unpacker = unpacker;
        this.sender = sender;
        limit = settings.timeout().plus(GRACE);
    }

    /** Fails if there is nothing that could be sent, now or later. */
    Future<Buffer> body(Delivery delivery) {
        Buffer plain = delivery.plain();
        Buffer packed = delivery.packed();
        if (plain != null) {
            return Future.succeededFuture(plain);
        } else if (packed == null) {
            return Future.failedFuture("its event is gone");
        }
        return unpacker.unpack(packed);
    }

    /** Never fails. */
    Future<AttemptResult> send(Delivery delivery, Buffer body) {
        long begun = System.nanoTime();
        Future<AttemptResult> sent;
        try {
            sent = sender.send(delivery.outgoing(body));
        } catch (RuntimeException e) {
            sent = Future.failedFuture(e);
        }
        return sent.timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(failure -> result(
                        "the attempt could not be made: " + failure.getClass().getSimpleName(),
                        Duration.ofNanos(System.nanoTime() - begun)));
    }

    /** Of an attempt that was none. */
    static AttemptResult result(String detail, Duration took) {
        return new AttemptResult(Outcome.FAILED, 0, detail, Buffer.buffer(), took, Optional.empty());
    }
}
