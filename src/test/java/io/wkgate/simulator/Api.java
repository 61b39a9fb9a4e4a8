package io.wkgate.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.wkgate.simulator.Call.UnreadableBody;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** WuKongIM's HTTP API: finds the handler, checks the manager token, and answers in the manner of the version. */
final class Api {
    private final Profile profile;
    private final String managerToken;
    private final Duration clockAhead;
    private final Map<String, Function<Call, Answer>> handlers = new HashMap<>();
    private final Map<String, Function<Call, Answer>> prefixes = new HashMap<>();

    /** @param clockAhead by how much the header Date is ahead of this machine's clock */
    Api(Profile profile, String managerToken, Duration clockAhead) {
        this.profile = profile;
        this.clockAhead = clockAhead;
        this.managerToken = managerToken;
    }

    /** Adds a route, given as {@code METHOD /path}, if this version has it. */
    Api on(String route, Function<Call, Answer> handler) {
        if (profile.serves(route)) {
            handlers.put(route, handler);
        }
        return this;
    }

    /** Adds every route that begins so, given as {@code METHOD /path/}. */
    Api under(String route, Function<Call, Answer> handler) {
        prefixes.put(route, handler);
        return this;
    }

    /** One segment of a path. */
    static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            Answer answer;
            try {
                answer = answer(request, body);
            } catch (Call.Unanswered dying) {
                return;
            }
            HttpServerResponse response = request.response().setStatusCode(answer.status());
            // Go's server always says what time it has.
            response.putHeader(
                    "Date",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            ZonedDateTime.now(ZoneOffset.UTC).plus(clockAhead)));
            if (!answer.contentType().isEmpty()) {
                response.putHeader("Content-Type", answer.contentType());
            }
            response.end(answer.body());
        });
    }

    private Answer answer(HttpServerRequest request, Buffer body) {
        // v3 has no manager token on this port.
        boolean guarded = !managerToken.isEmpty() && profile.line() != Line.THREE;
        if (guarded && !managerToken.equals(request.getHeader("token"))) {
            return Answer.unauthorized();
        }
        Function<Call, Answer> handler = handler(request.method() + " " + request.path());
        if (handler == null) {
            return Answer.notFound();
        }
        try {
            return handler.apply(new Call(request, body));
        } catch (UnreadableBody e) {
            return unreadable(request.path(), e.getMessage());
        } catch (ClassCastException | IllegalArgumentException e) {
            return unreadable(request.path(), "json: cannot unmarshal: " + e.getMessage());
        }
    }

    private @Nullable Function<Call, Answer> handler(String route) {
        return Optional.ofNullable(handlers.get(route))
                .orElseGet(() -> prefixes.entrySet().stream()
                        .filter(prefix -> route.startsWith(prefix.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null));
    }

    private Answer unreadable(String path, String complaint) {
        if (profile.line() != Line.THREE) {
            return Answer.unreadable(complaint);
        }
        return path.equals("/message/send") ? Answer.error(400, "invalid request") : Answer.refused("数据格式有误！");
    }
}
