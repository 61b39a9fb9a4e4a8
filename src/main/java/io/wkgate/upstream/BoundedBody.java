package io.wkgate.upstream;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer into memory up to a limit; past it the call fails as not understood and what follows is thrown away.
 *
 * @param limit in bytes
 */
record BoundedBody(int limit) implements BodyCodec<Buffer> {

    @Override
    public BodyStream<Buffer> stream() {
        return new Collector(limit);
    }

    private static final class Collector implements BodyStream<Buffer> {

        private final int limit;
        private final Promise<Buffer> result = Promise.promise();
        private final Buffer collected = Buffer.buffer();

        Collector(int limit) {
            this.limit = limit;
        }

        @Override
        public Future<Void> write(Buffer piece) {
            if (collected.length() + (long) piece.length() > limit) {
                UpstreamException tooLarge = new UpstreamException(
                        new UpstreamFailure.NotUnderstood("the answer is larger than " + limit + " bytes", true));
                result.tryFail(tooLarge);
                return Future.failedFuture(tooLarge);
            }
            collected.appendBuffer(piece);
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> end() {
            result.tryComplete(collected);
            return Future.succeededFuture();
        }

        /** The connection broke. */
        @Override
        public void handle(Throwable cause) {
            result.tryFail(cause);
        }

        @Override
        public Future<Buffer> result() {
            return result.future();
        }

        @Override
        public boolean writeQueueFull() {
            return false;
        }

        @Override
        public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
            return this;
        }

        @Override
        public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
            return this;
        }

        @Override
        public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
            return this;
        }
    }
}
