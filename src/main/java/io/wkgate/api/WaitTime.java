package io.wkgate.api;

import io.wkgate.web.BadInput;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a caller is ready to wait: seconds, or a text with a unit. */
final class WaitTime {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,5})(ms|s|m)");

    private WaitTime() {}

    static Duration of(Object value) {
        Duration wait;
        if (value instanceof Number seconds) {
            wait = Duration.ofMillis(Math.round(seconds.doubleValue() * 1000));
        } else {
            Matcher text = TEXT.matcher(value.toString());
            if (!text.matches()) {
                throw new BadInput("wait", "not a duration such as 5s or 500ms, nor a number of seconds");
            }
            long amount = Long.parseLong(text.group(1));
            wait = switch (text.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                default -> Duration.ofMinutes(amount);
            };
        }
        if (wait.isNegative() || wait.compareTo(LONGEST) > 0) {
            throw new BadInput("wait", "longer than " + LONGEST.toSeconds() + " s");
        }
        return wait;
    }
}
