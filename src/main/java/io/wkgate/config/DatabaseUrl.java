package io.wkgate.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a MySQL-compatible database is: {@code mysql://user:password@host:port/name}. What stands in user and password
 * may be percent-encoded. The port defaults to 3306.
 */
public record DatabaseUrl(String host, int port, String user, Secret password, String database) {

    private static final String FORM = "must look like mysql://user:password@host:port/name";

    /**
     * @throws IllegalArgumentException with a sentence that holds nothing of the text, for it may hold a password
     */
    public static DatabaseUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(FORM + "; special characters in user and password are percent-encoded");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        if (!scheme.equals("mysql") && !scheme.equals("mariadb")) {
            throw new IllegalArgumentException(FORM);
        }
        String userInfo = uri.getRawUserInfo();
        String path = uri.getPath() == null ? "" : uri.getPath();
        if (uri.getHost() == null || userInfo == null || path.length() < 2 || path.indexOf('/', 1) > 0) {
            throw new IllegalArgumentException(FORM);
        }
        int colon = userInfo.indexOf(':');
        String user = decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
        String password = colon < 0 ? "" : decode(userInfo.substring(colon + 1));
        int port = uri.getPort() < 0 ? 3306 : uri.getPort();
        return new DatabaseUrl(uri.getHost(), port, user, new Secret(password), path.substring(1));
    }

    private static String decode(String text) {
        // A plus sign is itself in user info; URLDecoder would make a space of it.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "mysql://" + user + ":***@" + host + ":" + port + "/" + database;
    }
}
