package io.wkgate.relay;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.wkgate.config.DestinationSettings;
import io.wkgate.config.JarVersion;
import io.wkgate.config.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The headers of a destination's requests. */
final class RequestHeaders {

    /** Instead of a secret's value. */
    static final String HIDDEN = "…";

    private static final String AUTHORIZATION = "Authorization";
    private static final String SIGNATURE = "webhook-signature";

    /** What says where the message ends, or what becomes of the connection, is the HTTP client's. */
    private static final Set<String> NOT_SETTABLE = Set.of(
            "content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "expect", "te", "trailer");

    private final Map<String, Secret> further = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    /** Said here, for the HTTP client would leave out an IPv6 address's brackets. */
    private final String authority;

    private final String product =
            "wkgate" + JarVersion.find().map(version -> "/" + version).orElse("");
    private final Optional<Secret> basic;
    private final Signature signature;

    RequestHeaders(DestinationSettings settings, Signature signature) {
        settings.headers().forEach((name, value) -> {
            if (!NOT_SETTABLE.contains(name.toLowerCase(Locale.ROOT))) {
                further.put(name, value);
            }
        });
        authority = HttpSenderTarget.of(settings.url().uri()).authority();
        basic = basic(settings.url().uri());
        this.signature = signature;
    }

    private static Optional<Secret> basic(URI url) {
        return Optional.ofNullable(url.getRawUserInfo()).map(userInfo -> {
            // A plus sign is itself in user info; URLDecoder would make a space of it.
            String decoded = URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
            String both = decoded.contains(":") ? decoded : decoded + ":";
            return new Secret("Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        });
    }

    /**
     * What is sent; the destination's own may replace Host, User-Agent and Authorization, but none that carries the event.
     *
     * @throws IllegalArgumentException if one is no header, for example because of a line break
     */
    MultiMap of(Outgoing delivery, Buffer body, Instant now) {
        MultiMap headers = HttpHeaders.headers();
        headers.set("Host", authority).set("User-Agent", product);
        basic.ifPresent(value -> headers.set(AUTHORIZATION, value.value()));
        further.forEach((name, value) -> headers.set(name, value.value()));
        ours(delivery, now).forEach(headers::set);
        headers.remove(SIGNATURE);
        signature
                .of(delivery.webhookId(), now.getEpochSecond(), body)
                .ifPresent(value -> headers.set(SIGNATURE, value));
        return headers;
    }

    /** The same with dots for every value that is a secret. */
    Map<String, String> shown(Outgoing delivery, Buffer body, Instant now) {
        Set<String> ours = ours(delivery, now).keySet();
        Map<String, String> shown = new LinkedHashMap<>();
        of(delivery, body, now).forEach((name, value) -> {
            boolean secret = name.equalsIgnoreCase(SIGNATURE)
                    || name.equalsIgnoreCase(AUTHORIZATION)
                    || further.containsKey(name) && !ours.contains(name);
            shown.put(name, secret ? HIDDEN : value);
        });
        return shown;
    }

    private static Map<String, String> ours(Outgoing delivery, Instant now) {
        Map<String, String> ours = new LinkedHashMap<>();
        ours.put("Content-Type", "application/json");
        ours.put("webhook-id", delivery.webhookId());
        ours.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        ours.put("wkgate-attempt", Integer.toString(delivery.attempt()));
        ours.put("wkgate-source", delivery.source().name().toLowerCase(Locale.ROOT));
        return ours;
    }
}
