package io.wkgate.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where the HTTP API of one WuKongIM node is: {@code http://host:port}, with a path where a proxy wants one.
 *
 * @param base scheme, host, port and path, without a slash at the end and without user and password
 * @param authority host and port as they were given; what logs and metrics call the node
 * @param userInfo {@code user:password} for a proxy that asks for Basic authentication, percent-encoded as given
 */
public record UpstreamUrl(String base, String authority, Optional<Secret> userInfo) {

    private static final String FORM = "must be an address such as http://wukongim:5001";

    /** @throws IllegalArgumentException with a sentence that holds nothing of the text, for it may hold a password */
    public static UpstreamUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(FORM);
        }
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getPort() > 65_535) {
            throw new IllegalArgumentException(FORM);
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(FORM + ", without ? and #");
        }
        String authority = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        String path = uri.getRawPath().replaceAll("/+$", "");
        return new UpstreamUrl(
                uri.getScheme() + "://" + authority + path,
                authority,
                Optional.ofNullable(uri.getRawUserInfo()).map(Secret::new));
    }

    @Override
    public String toString() {
        return base;
    }
}
