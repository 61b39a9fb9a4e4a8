package io.wkgate.relay;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where a destination's requests go.
 *
 * @param host a name or a literal address, IPv6 without brackets
 * @param path percent-encoded
 * @param query the address's own without {@code event}, percent-encoded; may be empty
 */
record HttpSenderTarget(boolean tls, String host, int port, String path, String query) {

    /** The part that names the event, which v1 and v2 of WuKongIM append and v3 merges. */
    private static final String EVENT = "event=";

    static HttpSenderTarget of(URI url) {
        // What is not ASCII is encoded as a browser would.
        URI ascii = URI.create(url.toASCIIString());
        boolean tls = "https".equalsIgnoreCase(ascii.getScheme());
        String path = ascii.getRawPath();
        return new HttpSenderTarget(
                tls,
                withoutBrackets(ascii.getHost()),
                ascii.getPort() >= 0 ? ascii.getPort() : tls ? 443 : 80,
                path == null || path.isEmpty() ? "/" : path,
                ownQuery(ascii.getRawQuery() == null ? "" : ascii.getRawQuery()));
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host.toLowerCase(Locale.ROOT);
    }

    private static String ownQuery(String query) {
        return Arrays.stream(query.split("&"))
                .filter(part -> !part.isEmpty() && !part.startsWith(EVENT) && !part.equals("event"))
                .collect(Collectors.joining("&"));
    }

    /** Path and query of the request for an event. */
    String uri(String event) {
        String encoded = URLEncoder.encode(event, StandardCharsets.UTF_8).replace("+", "%20");
        return path + "?" + (query.isEmpty() ? "" : query + "&") + EVENT + encoded;
    }

    /** Without user, query and fragment, which may hold a secret. */
    String shown() {
        return origin() + path;
    }

    /** Scheme, host and the port unless it is the scheme's own. */
    String origin() {
        String shownHost = host.contains(":") ? "[" + host + "]" : host;
        return (tls ? "https://" : "http://") + shownHost + (port == (tls ? 443 : 80) ? "" : ":" + port);
    }
}
