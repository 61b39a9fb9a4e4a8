package io.wkgate.relay;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/**
 * Keeps the beginning of an answer's body and throws the rest away, so that the connection can be used again; but not more
 * of it than a new connection would cost.
 */
final class AnswerReader {

    private static final int MOST = 64 * 1024;

    private final Promise<Void> beginning = Promise.promise();
    private final Promise<Void> end = Promise.promise();
    private final Buffer kept = Buffer.buffer();
    private long seen;

    /** Begins to read. */
    AnswerReader(HttpClientResponse response) {
        response.handler(this::take).exceptionHandler(this::broken).endHandler(ended -> {
            end.tryComplete();
            beginning.tryComplete();
        });
    }

    private void take(Buffer piece) {
        seen += piece.length();
        kept.appendBuffer(piece, 0, Math.min(piece.length(), AttemptResult.ANSWER_BYTES - kept.length()));
        if (kept.length() == AttemptResult.ANSWER_BYTES) {
            beginning.tryComplete();
        }
        if (seen > MOST) {
            end.tryFail("the answer is too long to be read to its end");
        }
    }

    private void broken(Throwable cause) {
        end.tryFail(cause);
        beginning.tryFail(cause);
    }

    /** Completes with the 4 KiB that are kept, or the end if that comes first; fails if the answer breaks off. */
    Future<Void> beginning() {
        return beginning.future();
    }

    /** Completes when the connection is free again; fails if it is not worth waiting for. */
    Future<Void> end() {
        return end.future();
    }

    /** What came so far, at most 4 KiB. */
    Buffer kept() {
        return kept.copy();
    }
}
