package io.wkgate.config;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * A webhook's address, as it was given: user, password and query may be secrets, so its text leaves them out.
 *
 * @param uri absolute, http or https, with a host and without a fragment
 */
public record DestinationUrl(URI uri) {

    private static final String FORM = "must be an address such as http://business:8090/v2/webhook";
    private static final int LARGEST_PORT = 65_535;

    /** @throws IllegalArgumentException with a sentence that holds nothing of the text, for it may hold a password */
    public static DestinationUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(FORM);
        }
        if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
            throw new IllegalArgumentException(FORM + ", with http or https");
        }
        if (uri.getHost() == null || uri.getPort() > LARGEST_PORT) {
            String host = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
            // As Docker's names may hold one, this is worth its own words.
            throw new IllegalArgumentException(
                    FORM + (host.contains("_") ? "; a host's name holds no underscore" : ""));
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException(FORM + ", without #");
        }
        return new DestinationUrl(uri);
    }

    /** Without user, password, query and fragment. */
    @Override
    public String toString() {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath();
    }
}
