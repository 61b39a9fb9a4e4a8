package io.wkgate.upstream;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * Stands between the callers and one node: limits a try's time, tries again what cannot have been done, lets nothing
 * through while most of it fails, and bounds what is in flight. Never blocks.
 */
final class NodeGuard {

    private static final int FAILURE_PERCENT = 50;

    private final ScheduledExecutorService timer;
    private final Retry retry;
    private final CircuitBreaker breaker;
    private final TimeLimiter timeLimiter;
    private final Bulkhead bulkhead;

    NodeGuard(String name, Patience patience, ScheduledExecutorService timer) {
        this.timer = timer;
        retry = Retry.of(
                name,
                RetryConfig.custom()
                        .maxAttempts(patience.tries())
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(patience.firstPause(), 2.0, 0.5))
                        .retryOnException(NodeGuard::mayBeTriedAgain)
                        .build());
        breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(patience.watched())
                        .minimumNumberOfCalls(patience.watched())
                        .failureRateThreshold(FAILURE_PERCENT)
                        .waitDurationInOpenState(patience.open())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .recordException(NodeGuard::isItsFault)
                        .ignoreException(thrown -> UpstreamFailure.of(thrown) instanceof UpstreamFailure.NotTried)
                        .build());
        timeLimiter = TimeLimiter.of(
                name,
                TimeLimiterConfig.custom().timeoutDuration(patience.limit()).build());
        bulkhead = Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(patience.inFlight())
                        .maxWaitDuration(Duration.ZERO)
                        .build());
    }

    /** @return fails only with {@link UpstreamException} or what {@link UpstreamFailure#of} understands */
    <T> CompletionStage<T> run(Supplier<Future<T>> call) {
        Supplier<CompletionStage<T>> bounded =
                Bulkhead.decorateCompletionStage(bulkhead, () -> call.get().toCompletionStage());
        Supplier<CompletionStage<T>> limited = TimeLimiter.decorateCompletionStage(timeLimiter, timer, bounded);
        Supplier<CompletionStage<T>> guarded = CircuitBreaker.decorateCompletionStage(breaker, limited);
        return retry.executeCompletionStage(timer, guarded);
    }

    /** v3 answers 503 to what should be sent again (upstream.md, "Revoking", errors). */
    private static boolean mayBeTriedAgain(Throwable thrown) {
        UpstreamFailure failure = UpstreamFailure.of(thrown);
        return failure instanceof UpstreamFailure.NotConnected
                || (failure instanceof UpstreamFailure.Answered answered
                        && answered.answer().status() == 503);
    }

    private static boolean isItsFault(Throwable thrown) {
        UpstreamFailure failure = UpstreamFailure.of(thrown);
        return !(failure instanceof UpstreamFailure.Answered answered)
                || answered.answer().status() >= 500;
    }
}
