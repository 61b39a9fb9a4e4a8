package io.wkgate.relay;

import io.netty.handler.codec.DateFormatter;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header {@code Retry-After}, RFC 9110 section 10.2.3: a number of seconds, or a date. */
final class RetryAfter {

    /** No longer than that, so that it can be reckoned with in milliseconds. */
    static final Duration LONGEST = Duration.ofDays(365);

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /** How long from now; empty if it is not there, cannot be understood, or is over. */
    static Optional<Duration> in(MultiMap headers, Instant now) {
        String text = headers.get("Retry-After");
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        return NUMBER.matcher(text.strip()).matches() ? Optional.of(seconds(text.strip())) : date(text.strip(), now);
    }

    private static Duration seconds(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > MOST_DIGITS ? LONGEST : shorter(Duration.ofSeconds(Long.parseLong(significant)));
    }

    private static Optional<Duration> date(String text, Instant now) {
        Date date = DateFormatter.parseHttpDate(text);
        if (date == null || !date.toInstant().isAfter(now)) {
            return Optional.empty();
        }
        return Optional.of(shorter(Duration.between(now, date.toInstant())));
    }

    private static Duration shorter(Duration asked) {
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
