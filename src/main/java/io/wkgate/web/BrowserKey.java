package io.wkgate.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.wkgate.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Lets a person's browser past as well: the key as the password of Basic authentication, with any user name. A browser
 * sends that by itself with every request to the same address, whoever made it ask; so this is only for pages that are
 * read and change nothing.
 */
public final class BrowserKey implements Handler<RoutingContext> {

    private static final String SCHEME = "Basic ";

    private final Secret key;
    private final BearerKey bearer;
    private final String name;

    /** @param name what the key is called, for the answer to whoever does not send it */
    public BrowserKey(Secret key, String name) {
        this.key = key;
        this.bearer = new BearerKey(key, name);
        this.name = name;
    }

    @Override
    public void handle(RoutingContext exchange) {
        if (bearer.admits(exchange.request()) || admits(exchange.request())) {
            exchange.next();
            return;
        }
        exchange.response().putHeader("WWW-Authenticate", "Basic realm=\"wkgate\", charset=\"UTF-8\"");
        Problem.unauthorized("the " + name + " is the password, with any user name; a program sends it as"
                        + " Authorization: Bearer")
                .answer(exchange);
    }

    private boolean admits(HttpServerRequest request) {
        String given = request.getHeader("Authorization");
        if (given == null || !given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        String credentials = decoded(given.substring(SCHEME.length()).strip());
        int colon = credentials.indexOf(':');
        return colon >= 0 && key.matches(credentials.substring(colon + 1));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
