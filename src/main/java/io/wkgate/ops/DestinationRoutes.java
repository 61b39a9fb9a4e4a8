package io.wkgate.ops;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.wkgate.relay.DestinationStatus;
import io.wkgate.relay.RelayDesk;
import io.wkgate.web.BadInput;
import io.wkgate.web.Input;
import io.wkgate.web.Problem;
import java.util.Optional;

/** {@code /v1/destinations}: how they fare, stopped, started, forgotten; and {@code /v1/deliveries}, one by one. */
final class DestinationRoutes {

    private static final String PATH = "/v1/destinations";
    private static final String ONE = PATH + "/:name";
    private static final int LARGEST_BODY = 16 * 1024;
    private static final int LONGEST_REASON = 500;

    private final RelayDesk desk;

    DestinationRoutes(RelayDesk desk) {
        this.desk = desk;
    }

    void mount(Router router) {
        router.get(PATH).handler(this::list);
        router.post(ONE + "/stop")
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(BadInput.answered(this::stop));
        router.post(ONE + "/start").handler(this::start);
        router.delete(ONE).handler(this::forget);
        router.get("/v1/deliveries/:id").handler(BadInput.answered(this::delivery));
    }

    private void list(RoutingContext exchange) {
        desk.destinations()
                .onSuccess(destinations -> {
                    JsonArray items = new JsonArray();
                    destinations.forEach(status -> items.add(DestinationJson.of(status)));
                    exchange.json(new JsonObject().put("items", items));
                })
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private void stop(RoutingContext exchange) {
        String name = exchange.pathParam("name");
        answer(exchange, name, "stopped", desk.stop(name, reason(exchange)));
    }

    private static String reason(RoutingContext exchange) {
        String body = Optional.ofNullable(exchange.body().asString()).orElse("");
        if (body.isBlank()) {
            return "stopped by an operator";
        }
        try {
            Object reason = new JsonObject(body).getValue("reason", "stopped by an operator");
            if (reason instanceof String text && text.codePointCount(0, text.length()) <= LONGEST_REASON) {
                return text;
            }
            throw new BadInput("reason", "not a text of at most " + LONGEST_REASON + " characters");
        } catch (DecodeException e) {
            throw new BadInput("body", "not a JSON object");
        }
    }

    private void start(RoutingContext exchange) {
        String name = exchange.pathParam("name");
        answer(exchange, name, "started", desk.start(name));
    }

    private static void answer(RoutingContext exchange, String name, String state, Future<Boolean> change) {
        change.onSuccess(there -> {
                    if (there) {
                        exchange.json(new JsonObject().put("name", name).put("state", state));
                    } else {
                        none(exchange, name);
                    }
                })
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private void forget(RoutingContext exchange) {
        String name = exchange.pathParam("name");
        desk.forget(name)
                .onSuccess(deleted -> deleted.ifPresentOrElse(
                        count ->
                                exchange.json(new JsonObject().put("name", name).put("deliveries", count)),
                        () -> notForgotten(exchange, name)))
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private void notForgotten(RoutingContext exchange, String name) {
        desk.destinations()
                .onSuccess(all -> {
                    if (all.stream().map(DestinationStatus::name).anyMatch(name::equals)) {
                        Problem.conflict("it is configured: take it out of relay.destinations on every replica first")
                                .answer(exchange);
                    } else {
                        none(exchange, name);
                    }
                })
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private void delivery(RoutingContext exchange) {
        long id = new Input(exchange).id("id");
        desk.find(id)
                .onSuccess(found -> found.map(DeliveryJson::of)
                        .ifPresentOrElse(
                                exchange::json,
                                () -> Problem.notFound("there is no delivery " + id)
                                        .answer(exchange)))
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private static void none(RoutingContext exchange, String name) {
        Problem.notFound("there is no destination " + name).answer(exchange);
    }
}
