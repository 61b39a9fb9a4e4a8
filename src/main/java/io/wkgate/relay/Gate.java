package io.wkgate.relay;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.wkgate.config.DestinationSettings;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How many attempts may be made at a destination now: none while most of them fail or while it asked to be left alone, few
 * to find out whether it is back, and never more a second than is allowed. Asked before anything is claimed, so that nothing
 * is claimed in vain. Used on the worker's context only.
 */
final class Gate {

    private static final int WATCHED = 20;
    private static final int FEWEST = 10;
    private static final int FAILURE_PERCENT = 50;

    /** More than one: the first that is tried may be the one which fails always. */
    private static final int TRIALS = 3;

    private static final Duration LONGEST_OPEN = Duration.ofSeconds(30);
    private static final int SHARES_OF_A_SECOND = 20;

    private final CircuitBreaker breaker;
    private final Optional<RateLimiter> limiter;
    private long restsUntil = System.nanoTime();

    Gate(DestinationSettings settings) {
        Duration longest = settings.longestPause().compareTo(LONGEST_OPEN) < 0 ? settings.longestPause() : LONGEST_OPEN;
        Duration first = settings.firstPause().compareTo(longest) < 0 ? settings.firstPause() : longest;
        breaker = CircuitBreaker.of(
                settings.name(),
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(WATCHED)
                        .minimumNumberOfCalls(FEWEST)
                        .failureRateThreshold(FAILURE_PERCENT)
                        .waitIntervalFunctionInOpenState(IntervalFunction.ofExponentialBackoff(first, 2.0, longest))
                        .permittedNumberOfCallsInHalfOpenState(TRIALS)
                        .recordResult(result -> !answeredWell((AttemptResult) result))
                        .build());
        limiter = settings.rateLimit() == 0 ? Optional.empty() : Optional.of(limiter(settings));
    }

    private static RateLimiter limiter(DestinationSettings settings) {
        int rate = settings.rateLimit();
        int share = (rate + SHARES_OF_A_SECOND - 1) / SHARES_OF_A_SECOND;
        return RateLimiter.of(
                settings.name(),
                RateLimiterConfig.custom()
                        .limitForPeriod(share)
                        .limitRefreshPeriod(Duration.ofNanos(1_000_000_000L * share / rate))
                        .timeoutDuration(Duration.ZERO)
                        .build());
    }

    /** Up to so many attempts; each is to be begun or given back. */
    int permits(int wanted) {
        if (resting()) {
            return 0;
        }
        int allowed = limiter.map(rate -> Math.min(wanted, rate.getMetrics().getAvailablePermissions()))
                .orElse(wanted);
        int permits = 0;
        while (permits < allowed && breaker.tryAcquirePermission()) {
            permits++;
        }
        return permits;
    }

    /** Whether attempts may be made as fast as they succeed; else what is claimed should be what there are permits for. */
    boolean wideOpen() {
        return limiter.isEmpty() && !resting() && breaker.getState() == CircuitBreaker.State.CLOSED;
    }

    void giveBack(int permits) {
        for (int i = 0; i < permits; i++) {
            breaker.releasePermission();
        }
    }

    /** So many of the permits are used. */
    void begun(int attempts) {
        if (attempts > 0) {
            limiter.ifPresent(rate -> rate.acquirePermission(attempts));
        }
    }

    void ended(AttemptResult result) {
        if (result.outcome() == Outcome.GONE) {
            // It works, and is stopped by other means.
            breaker.releasePermission();
        } else {
            breaker.onResult(result.took().toNanos(), TimeUnit.NANOSECONDS, result);
        }
    }

    /** Who refuses what was sent has read it: a few bad messages, tried for days, must not keep the others from it. */
    private static boolean answeredWell(AttemptResult result) {
        return result.outcome() == Outcome.DELIVERED || Judge.refusesTheBody(result);
    }

    /** Lets nothing through for a while. */
    void rest(Duration time) {
        restsUntil = Math.max(restsUntil, System.nanoTime() + time.toNanos());
    }

    private boolean resting() {
        return System.nanoTime() - restsUntil < 0;
    }

    /** In how many milliseconds to ask again; empty if only time will tell. */
    Optional<Long> askAgainMillis() {
        if (resting()) {
            return Optional.of(1 + (restsUntil - System.nanoTime()) / 1_000_000);
        }
        return limiter.filter(rate -> rate.getMetrics().getAvailablePermissions() <= 0)
                .map(rate ->
                        1 + rate.getRateLimiterConfig().getLimitRefreshPeriod().toMillis());
    }

    /** What was is forgotten. */
    void reset() {
        breaker.reset();
        restsUntil = System.nanoTime();
    }

    /** Such as {@code half_open}; callable from any thread. */
    String circuit() {
        return breaker.getState().name().toLowerCase(Locale.ROOT);
    }
}
