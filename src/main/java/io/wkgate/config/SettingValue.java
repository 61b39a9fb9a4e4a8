package io.wkgate.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the typed value of a setting from its text. */
final class SettingValue {

    private SettingValue() {}

    /**
     * @param text what was given, or null for the default
     * @throws IllegalArgumentException with what is wrong, without the text itself, for it may be a secret
     */
    static Object read(SettingDescription setting, @Nullable String text) {
        Type type = setting.component().getGenericType();
        String given = text == null ? setting.fallback() : text;
        if (type instanceof ParameterizedType container) {
            if (container.getRawType() == List.class) {
                return list(setting, given);
            }
            return given.isEmpty() ? Optional.empty() : Optional.of(one(setting, given));
        }
        return one(setting, given);
    }

    /** Comma-separated; a comma at the end is forgiven. */
    private static List<Object> list(SettingDescription setting, String text) {
        List<Object> values = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        List<String> entries = text.isBlank() ? List.of() : List.of(text.split(","));
        for (int i = 0; i < entries.size(); i++) {
            try {
                values.add(one(setting, entries.get(i).strip()));
            } catch (IllegalArgumentException e) {
                mistakes.add("entry " + (i + 1) + " " + e.getMessage());
            }
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", mistakes));
        }
        return List.copyOf(values);
    }

    /**
     * One value of those that a setting may have several of.
     *
     * @throws IllegalArgumentException with what is wrong, without the text itself, for it may be a secret
     */
    static Object one(SettingDescription setting, String text) {
        try {
            return parse(setting, setting.valueType(), text);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("is too large");
        }
    }

    private static Object parse(SettingDescription setting, Class<?> type, String text) {
        if (type == int.class) {
            return (int) inRange(setting, wholeNumber(text), "");
        } else if (type == boolean.class) {
            return yesOrNo(text);
        } else if (type == Duration.class) {
            Duration duration = duration(text);
            inRange(setting, duration.toMillis(), " ms");
            return duration;
        } else if (type == ByteSize.class) {
            ByteSize size = ByteSize.parse(text);
            inRange(setting, size.bytes(), " bytes");
            return size;
        } else if (type.isEnum()) {
            return oneOf(type, text);
        } else if (type == Secret.class) {
            return new Secret(setting.form().checked(text));
        } else if (type == DatabaseUrl.class) {
            return DatabaseUrl.parse(text);
        } else if (type == UpstreamUrl.class) {
            return UpstreamUrl.parse(text);
        } else if (type == DestinationUrl.class) {
            return DestinationUrl.parse(text);
        } else if (type == URI.class) {
            return webAddress(text);
        } else if (type == Path.class) {
            return Path.of(text);
        } else if (type == String.class) {
            return setting.form().checked(text);
        }
        throw new IllegalStateException("no reader for " + type);
    }

    private static long inRange(SettingDescription setting, long number, String unit) {
        if (number < setting.min()) {
            throw new IllegalArgumentException("must be at least " + setting.min() + unit);
        }
        if (number > setting.max()) {
            throw new IllegalArgumentException("must be at most " + setting.max() + unit);
        }
        return number;
    }

    private static long wholeNumber(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number");
        }
    }

    private static boolean yesOrNo(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    /** {@code 500ms}, {@code 4.5s} is written {@code 4500ms}; {@code 2m}, {@code 72h}, {@code 30d}. */
    private static Duration duration(String text) {
        String stripped = text.strip().toLowerCase(Locale.ROOT);
        int digits = 0;
        while (digits < stripped.length() && Character.isDigit(stripped.charAt(digits))) {
            digits++;
        }
        if (digits > 0 && digits < 13) {
            long number = Long.parseLong(stripped.substring(0, digits));
            switch (stripped.substring(digits).strip()) {
                case "ms":
                    return Duration.ofMillis(number);
                case "s":
                    return Duration.ofSeconds(number);
                case "m":
                    return Duration.ofMinutes(number);
                case "h":
                    return Duration.ofHours(number);
                case "d":
                    return Duration.ofDays(number);
                default:
                    break;
            }
        }
        throw new IllegalArgumentException("must be a duration such as 500ms, 3s, 5m, 72h or 30d");
    }

    private static Object oneOf(Class<?> type, String text) {
        for (Object constant : type.getEnumConstants()) {
            if (constant.toString().equalsIgnoreCase(text.strip())) {
                return constant;
            }
        }
        throw new IllegalArgumentException("must be one of "
                + Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }

    private static URI webAddress(String text) {
        try {
            URI uri = URI.create(text.strip());
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the one sentence that is of use.
        }
        throw new IllegalArgumentException("must be an address such as http://wkgate:6970");
    }
}
