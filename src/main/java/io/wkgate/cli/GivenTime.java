package io.wkgate.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time, RFC 3339 or how long it is ago: {@code 90m}, {@code 2h}, {@code 3d}. */
final class GivenTime implements ITypeConverter<Instant> {

    private static final Pattern AGO = Pattern.compile("([0-9]{1,9})([smhd])");

    private final Clock clock;

    /** For picocli. */
    GivenTime() {
        this(Clock.systemUTC());
    }

    GivenTime(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Instant convert(String text) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return clock.instant().minus(length(Long.parseLong(ago.group(1)), ago.group(2)));
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + text
                    + "' is not a time such as 2026-11-22T09:35:00Z, nor how long it is ago, such as 90m, 2h or 3d");
        }
    }

    private static Duration length(long number, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
