package io.wkgate.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a MySQL-compatible database is: {@code mysql://user:password@host:port/name}. What stands in user and password
 * may be percent-encoded. The port defaults to 3306.
 *
 * @param tls how it may be reached; no part of the text
 */
public record DatabaseUrl(String host, int port, String user, Secret password, String database, DatabaseTls tls) {

    private static final String FORM = "must look like mysql://user:password@host:port/name";

    private static final Pattern SERVER = Pattern.compile("([^:\\[\\]]+|\\[[0-9a-fA-F:.]+\\])(?::(\\d{1,5}))?");
    private static final int DEFAULT_PORT = 3306;
    private static final int LARGEST_PORT = 65_535;

    /** Without TLS. */
    public DatabaseUrl(String host, int port, String user, Secret password, String database) {
        this(host, port, user, password, database, DatabaseTls.OFF);
    }

    /** The same, reached so. */
    public DatabaseUrl over(DatabaseTls way) {
        return new DatabaseUrl(host, port, user, password, database, way);
    }

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
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(FORM + ", without ?parameters");
        }
        // Not the URI's own host and port: it knows none where a name holds an underscore, as Docker's do.
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        Matcher server = SERVER.matcher(authority.substring(at + 1));
        String path = uri.getPath() == null ? "" : uri.getPath();
        if (at < 0 || !server.matches() || path.length() < 2 || path.indexOf('/', 1) > 0) {
            throw new IllegalArgumentException(FORM);
        }
        int port = server.group(2) == null ? DEFAULT_PORT : Integer.parseInt(server.group(2));
        if (port < 1 || port > LARGEST_PORT) {
            throw new IllegalArgumentException(FORM + "; the port is from 1 to " + LARGEST_PORT);
        }
        String userInfo = authority.substring(0, at);
        int colon = userInfo.indexOf(':');
        String user = decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
        String password = colon < 0 ? "" : decode(userInfo.substring(colon + 1));
        return new DatabaseUrl(server.group(1), port, user, new Secret(password), path.substring(1));
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
