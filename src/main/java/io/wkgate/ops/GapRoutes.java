package io.wkgate.ops;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.wkgate.event.ChannelKey;
import io.wkgate.gap.GapDesk;
import io.wkgate.gap.GapState;
import io.wkgate.gap.GapView;
import io.wkgate.web.BadInput;
import io.wkgate.web.Input;
import io.wkgate.web.NextPage;
import io.wkgate.web.Problem;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** {@code /v1/gaps}: all of them at a glance, one by one, and opened again. */
final class GapRoutes {

    private static final String PATH = "/v1/gaps";

    private final GapDesk desk;

    GapRoutes(GapDesk desk) {
        this.desk = desk;
    }

    void mount(Router router) {
        router.get(PATH).handler(BadInput.answered(this::list));
        router.get(PATH + "/:id").handler(BadInput.answered(this::show));
        router.post(PATH + "/:id/retry").handler(BadInput.answered(this::retry));
    }

    private void list(RoutingContext exchange) {
        Input input = new Input(exchange);
        Optional<GapState> state = input.text("state").map(GapRoutes::state);
        Optional<ChannelKey> channel = GivenChannel.of(input);
        OptionalLong before = OptionalLong.of(input.before());
        int limit = input.limit();
        // One more than asked for tells whether there is another page.
        desk.summary()
                .compose(summary -> desk.gaps(state, channel, before, limit + 1)
                        .map(found -> NextPage.list(exchange, found, limit, GapJson::of, GapView::id)
                                .put("summary", GapJson.of(summary))))
                .onSuccess(exchange::json)
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private static GapState state(String label) {
        return Stream.of(GapState.values())
                .filter(state -> GapJson.label(state).equals(label))
                .findFirst()
                .orElseThrow(() -> new BadInput("state", "not open, repaired, absent or unreadable"));
    }

    private void show(RoutingContext exchange) {
        long id = new Input(exchange).id("id");
        desk.gap(id)
                .onSuccess(found -> found.map(GapJson::of).ifPresentOrElse(exchange::json, () -> none(exchange, id)))
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private void retry(RoutingContext exchange) {
        long id = new Input(exchange).id("id");
        desk.askAgain(id)
                .compose(opened -> desk.gap(id).onSuccess(found -> answer(exchange, id, opened, found)))
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private static void answer(RoutingContext exchange, long id, boolean opened, Optional<GapView> found) {
        if (found.isEmpty()) {
            none(exchange, id);
        } else if (opened) {
            exchange.json(GapJson.of(found.get()));
        } else {
            Problem.conflict("it is " + GapJson.label(found.get().state())
                            + "; only what is absent or unreadable is asked for again")
                    .answer(exchange);
        }
    }

    private static void none(RoutingContext exchange, long id) {
        Problem.notFound("there is no gap " + id).answer(exchange);
    }
}
