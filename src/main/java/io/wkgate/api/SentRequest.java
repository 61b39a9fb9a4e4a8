package io.wkgate.api;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatableRequest;
import io.wkgate.web.BadInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is given to vertx-openapi for checking. Its own way decodes a query twice, so that a uid with a plus or
 * a percent sign becomes another, takes a text such as {@code 1.5} for a number, and lets unknown parameters pass.
 */
final class SentRequest implements ValidatableRequest {

    private static final String JSON = "application/json";

    private final Map<String, RequestParameter> path = new HashMap<>();
    private final Map<String, RequestParameter> query = new HashMap<>();
    private final @Nullable Buffer body;

    private SentRequest(RoutingContext exchange, Operation operation) {
        MultiMap sent = exchange.queryParams();
        for (Parameter parameter : operation.getParameters()) {
            String name = parameter.getName();
            if (parameter.getIn() == Location.PATH) {
                path.put(name, quoted(parameter, List.of(exchange.pathParam(name))));
            } else if (parameter.getIn() == Location.QUERY && sent.contains(name)) {
                query.put(name, quoted(parameter, sent.getAll(name)));
            }
        }
        for (String name : sent.names()) {
            if (!query.containsKey(name)) {
                throw new BadInput(name, "there is no such parameter");
            }
        }
        body = operation.getRequestBody() == null ? null : body(exchange);
    }

    static Future<ValidatableRequest> of(RoutingContext exchange, Operation operation) {
        try {
            return Future.succeededFuture(new SentRequest(exchange, operation));
        } catch (BadInput | HttpException refused) {
            return Future.failedFuture(refused);
        }
    }

    private static @Nullable Buffer body(RoutingContext exchange) {
        String type = exchange.request().getHeader("Content-Type");
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(JSON)) {
            throw new HttpException(415);
        }
        return exchange.body().buffer();
    }

    private static RequestParameter quoted(Parameter parameter, List<String> values) {
        return switch (parameter.getSchemaType()) {
            case ARRAY -> {
                StringBuilder exploded = new StringBuilder();
                for (String value : values) {
                    exploded.append(exploded.isEmpty() ? "" : "&")
                            .append(parameter.getName())
                            .append("=")
                            .append(quoted(value));
                }
                yield new Sent(exploded.toString());
            }
            case STRING -> new Sent(quoted(only(parameter, values)));
            case BOOLEAN, INTEGER, NUMBER, OBJECT -> new Sent(only(parameter, values));
        };
    }

    private static String only(Parameter parameter, List<String> values) {
        if (values.size() > 1) {
            throw new BadInput(parameter.getName(), "sent more than once");
        }
        return values.get(0);
    }

    /** A JSON text in which no character is left that could mean something else on the way. */
    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each < 128 && Character.isLetterOrDigit(each)) {
                json.append(each);
            } else {
                json.append("\\u%04x".formatted((int) each));
            }
        }
        return json.append("\"").toString();
    }

    private record Sent(@Nullable Object value) implements RequestParameter {
        @Override
        @SuppressWarnings("NullAway") // Absent is null there; the interface does not say so.
        public Object get() {
            return value;
        }
    }

    @Override
    public Map<String, RequestParameter> getHeaders() {
        return Map.of();
    }

    @Override
    public Map<String, RequestParameter> getCookies() {
        return Map.of();
    }

    @Override
    public Map<String, RequestParameter> getPathParameters() {
        return path;
    }

    @Override
    public Map<String, RequestParameter> getQuery() {
        return query;
    }

    @Override
    public RequestParameter getBody() {
        return new Sent(body);
    }

    @Override
    public String getContentType() {
        return JSON;
    }
}
