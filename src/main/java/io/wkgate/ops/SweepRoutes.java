package io.wkgate.ops;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.wkgate.gap.GapDesk;
import io.wkgate.gap.SweepView;
import io.wkgate.upstream.UpstreamWatch;
import io.wkgate.web.BadInput;
import io.wkgate.web.Input;
import io.wkgate.web.NextPage;
import io.wkgate.web.Problem;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code /v1/sweeps}: walks over channels, ordered, looked at and ended. */
final class SweepRoutes {

    private static final String PATH = "/v1/sweeps";

    /** About ten thousand channels. */
    private static final int LARGEST_BODY = 1024 * 1024;

    private final GapDesk desk;
    private final UpstreamWatch upstream;

    SweepRoutes(GapDesk desk, UpstreamWatch upstream) {
        this.desk = desk;
        this.upstream = upstream;
    }

    void mount(Router router) {
        router.get(PATH).handler(BadInput.answered(this::list));
        router.post(PATH)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(BadInput.answered(this::order));
        router.get(PATH + "/:id").handler(BadInput.answered(this::show));
        router.post(PATH + "/:id/cancel").handler(BadInput.answered(this::cancel));
    }

    private void list(RoutingContext exchange) {
        Input input = new Input(exchange);
        int limit = input.limit();
        // One more than asked for tells whether there is another page.
        desk.sweeps(OptionalLong.of(input.before()), limit + 1)
                .onSuccess(found -> exchange.json(NextPage.list(exchange, found, limit, GapJson::of, SweepView::id)))
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private void order(RoutingContext exchange) {
        SweepOrderJson given = SweepOrderJson.read(
                Optional.ofNullable(exchange.body().asString()).orElse(""));
        if (upstream.statuses().isEmpty()) {
            Problem.conflict("upstream.urls is not set: there is no WuKongIM to ask")
                    .answer(exchange);
            return;
        }
        desk.order(given.order(), given.reason())
                .onSuccess(id -> {
                    exchange.response().setStatusCode(202).putHeader("Location", PATH + "/" + id);
                    exchange.json(new JsonObject().put("id", Long.toString(id)));
                })
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private void show(RoutingContext exchange) {
        long id = new Input(exchange).id("id");
        desk.sweep(id)
                .onSuccess(found -> found.map(GapJson::of).ifPresentOrElse(exchange::json, () -> none(exchange, id)))
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private void cancel(RoutingContext exchange) {
        long id = new Input(exchange).id("id");
        desk.cancel(id)
                .compose(cancelled -> desk.sweep(id).onSuccess(found -> answer(exchange, id, cancelled, found)))
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private static void answer(RoutingContext exchange, long id, boolean cancelled, Optional<SweepView> found) {
        if (found.isEmpty()) {
            none(exchange, id);
        } else if (cancelled) {
            exchange.json(GapJson.of(found.get()));
        } else {
            Problem.conflict("it is " + found.get().state() + " already").answer(exchange);
        }
    }

    private static void none(RoutingContext exchange, long id) {
        Problem.notFound("there is no sweep " + id).answer(exchange);
    }
}
