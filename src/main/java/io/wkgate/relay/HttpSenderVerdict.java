package io.wkgate.relay;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an answer's head says.
 *
 * @param detail holds nothing of the answer but its status and a redirect's origin
 * @param retryAfter empty for what was delivered
 */
record HttpSenderVerdict(Outcome outcome, int status, String detail, Optional<Duration> retryAfter) {

    private static final int LONGEST_ORIGIN = 200;

    static HttpSenderVerdict of(int status, MultiMap headers, HttpSenderTarget target, Instant now) {
        Optional<Duration> retryAfter = RetryAfter.in(headers, now);
        Outcome outcome = outcome(status, retryAfter.isPresent());
        String detail = "answered with " + what(status, headers, target)
                + retryAfter
                        .map(pause -> ", asks for " + pause.toSeconds() + " s of rest")
                        .orElse("");
        return outcome == Outcome.DELIVERED
                ? new HttpSenderVerdict(outcome, status, "delivered with status " + status, Optional.empty())
                : new HttpSenderVerdict(outcome, status, detail, retryAfter);
    }

    private static Outcome outcome(int status, boolean asksForRest) {
        return switch (status) {
            // Both speak of the exchange and not of what was sent: the same request may be taken next time.
            case 408, 425 -> Outcome.FAILED;
            case 410 -> Outcome.GONE;
            case 429 -> Outcome.BUSY;
            case 503 -> asksForRest ? Outcome.BUSY : Outcome.FAILED;
            default ->
                status >= 200 && status < 300
                        ? Outcome.DELIVERED
                        : status >= 400 && status < 500 ? Outcome.REFUSED : Outcome.FAILED;
        };
    }

    private static String what(int status, MultiMap headers, HttpSenderTarget target) {
        String location = headers.get("Location");
        if (status < 300 || status > 399 || location == null) {
            return "status " + status;
        }
        return "a redirect to " + origin(location, target) + " (status " + status + ")";
    }

    /** Not its path and query: a redirect to a page for signing in often repeats what was asked for. */
    private static String origin(String location, HttpSenderTarget target) {
        try {
            URI to = URI.create(target.shown()).resolve(location.strip());
            if (to.getHost() != null && ("http".equals(to.getScheme()) || "https".equals(to.getScheme()))) {
                String origin = HttpSenderTarget.of(to).origin();
                return origin.length() <= LONGEST_ORIGIN ? origin : origin.substring(0, LONGEST_ORIGIN) + "…";
            }
        } catch (IllegalArgumentException e) {
            // Falls through to what is known of it: nothing.
        }
        return "an address that is none";
    }
}
