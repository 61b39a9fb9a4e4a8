package io.wkgate.upstream;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Why a call came to nothing, by the stage that it reached: the stage decides whether it may be made again. No text in it
 * holds a token, a password or a payload that was sent.
 */
public sealed interface UpstreamFailure {

    /** A sentence for the log and for operators. */
    String description();

    /** Whether upstream says no to what it was asked, such as for a wrong password: not a matter of the moment. */
    default boolean refused() {
        return false;
    }

    /** Nothing was sent, because too much has failed lately or too much is in flight. */
    record NotTried(String description) implements UpstreamFailure {}

    /** No connection could be made: nothing was sent. */
    record NotConnected(String description) implements UpstreamFailure {}

    /** It was sent, or may have been, and no whole answer came: upstream may have done it. */
    record NoAnswer(String description) implements UpstreamFailure {}

    /**
     * Upstream answered with another status than 2xx.
     *
     * @param answer the whole answer, which a log must not hold
     */
    record Answered(UpstreamAnswer answer) implements UpstreamFailure {
        @Override
        public String description() {
            return answer.status() == 401 ? "token missing or wrong (status 401)" : "status " + answer.status();
        }

        /** Not with 400: so v2 answers its own errors, too. */
        @Override
        public boolean refused() {
            int status = answer.status();
            return status > 400 && status < 500 && status != 408 && status != 429;
        }
    }

    /**
     * What came is no HTTP, too large, or not the form that was asked for.
     *
     * @param tooLarge so that less of it may be asked for
     */
    record NotUnderstood(String description, boolean tooLarge) implements UpstreamFailure {
        NotUnderstood(String description) {
            this(description, false);
        }
    }

    /** The failure behind whatever the HTTP client or Resilience4j threw. */
    static UpstreamFailure of(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof UpstreamException known) {
            return known.failure();
        } else if (cause instanceof CallNotPermittedException) {
            return new NotTried("not tried: the last calls failed, its circuit breaker is open");
        } else if (cause instanceof BulkheadFullException) {
            return new NotTried("not tried: too many calls to it are in flight");
        } else if (cause instanceof UnknownHostException) {
            return new NotConnected("its name cannot be resolved");
        } else if (cause instanceof SSLException) {
            return new NotConnected("no TLS connection");
        } else if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return new NotConnected("no connection");
        } else if (cause instanceof TimeoutException) {
            return new NoAnswer("no answer in time");
        } else if (cause instanceof IOException
                || cause instanceof HttpClosedException
                || cause instanceof StreamResetException) {
            return new NoAnswer("the connection broke before the answer was complete");
        } else if (cause instanceof IllegalArgumentException || cause instanceof DecoderException) {
            return new NotUnderstood("the answer is no HTTP");
        }
        // Whoever does not know what happened must not do it again.
        return new NoAnswer("no answer: " + cause.getClass().getSimpleName());
    }
}
