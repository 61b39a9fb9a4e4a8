package io.wkgate.config;

import io.wkgate.config.DestinationSettings.Order;
import io.wkgate.config.DestinationSettings.Shape;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every key of a destination, once with its default and once with another value. */
final class EveryDestinationKey {

    /** 24 bytes each. */
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    static final String OTHER_SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

    static final DestinationSettings DEFAULTS = new DestinationSettings(
            "business",
            DestinationUrl.parse("http://business:8090/v2/webhook"),
            List.of(),
            Shape.ASIS,
            Map.of(),
            List.of(),
            4,
            0,
            Duration.ofSeconds(15),
            Order.NONE,
            Duration.ofSeconds(1),
            Duration.ofHours(1),
            Duration.ofHours(72),
            false);

    /** As JSON. */
    static final Map<String, String> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put("name", "\"007\"");
        VALUES.put("url", "\"https://me:geheim@push.example:8443/hook?key=geheim\"");
        VALUES.put("events", "[\"msg.notify\",\"msg.offline\"]");
        VALUES.put("shape", "\"2.x\"");
        VALUES.put("headers", "{\"X-Number\":\"0123\",\"Authorization\":\"Bearer geheim\"}");
        VALUES.put("secret", "[\"" + SECRET + "\",\"" + OTHER_SECRET + "\"]");
        VALUES.put("concurrency", "8");
        VALUES.put("rate-limit", "100");
        VALUES.put("timeout", "\"3s\"");
        VALUES.put("order", "\"channel\"");
        VALUES.put("first-pause", "\"500ms\"");
        VALUES.put("longest-pause", "\"10m\"");
        VALUES.put("retry-for", "\"7d\"");
        VALUES.put("allow-link-local", "true");
    }

    static final DestinationSettings GIVEN = new DestinationSettings(
            "007",
            DestinationUrl.parse("https://me:geheim@push.example:8443/hook?key=geheim"),
            List.of("msg.notify", "msg.offline"),
            Shape.TWO,
            Map.of("X-Number", new Secret("0123"), "Authorization", new Secret("Bearer geheim")),
            List.of(new Secret(SECRET), new Secret(OTHER_SECRET)),
            8,
            100,
            Duration.ofSeconds(3),
            Order.CHANNEL,
            Duration.ofMillis(500),
            Duration.ofMinutes(10),
            Duration.ofDays(7),
            true);

    private EveryDestinationKey() {}

    /** A list of one destination. */
    static String json() {
        return VALUES.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "[{", "}]"));
    }
}
