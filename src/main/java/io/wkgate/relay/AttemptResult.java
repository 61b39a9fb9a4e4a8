package io.wkgate.relay;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/**
 * What one attempt came to.
 *
 * @param status of HTTP; 0 if no answer came
 * @param detail what happened, in a sentence without secrets
 * @param answer the first 4 KiB of the answer's body
 * @param retryAfter how long the receiver asks to be left alone
 */
record AttemptResult(
        Outcome outcome, int status, String detail, Buffer answer, Duration took, Optional<Duration> retryAfter) {

    /** The most that is kept of an answer. */
    static final int ANSWER_BYTES = 4096;
}
