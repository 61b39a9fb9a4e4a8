package io.wkgate.ops;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.wkgate.store.DeadLetter;
import io.wkgate.store.DeadLetterFilter;
import io.wkgate.store.DeadLetters;
import io.wkgate.web.BadInput;
import io.wkgate.web.Input;
import io.wkgate.web.Problem;
import java.util.List;

/** {@code /v1/deadletters}: listed, shown, and one by one replayed and dropped. */
final class DeadLetterRoutes {

    static final String PATH = "/v1/deadletters";

    private final DeadLetters deadLetters;
    private final LetterKinds kinds;

    DeadLetterRoutes(DeadLetters deadLetters, LetterKinds kinds) {
        this.deadLetters = deadLetters;
        this.kinds = kinds;
    }

    void mount(Router router) {
        router.get(PATH).handler(BadInput.answered(this::list));
        router.get(PATH + "/:id").handler(BadInput.answered(this::show));
        router.post(PATH + "/:id/replay").handler(BadInput.answered(this::replay));
        router.delete(PATH + "/:id").handler(BadInput.answered(this::drop));
    }

    private void list(RoutingContext exchange) {
        DeadLetterFilter filter = new LetterQuery(exchange).listed();
        Input input = new Input(exchange);
        int limit = input.limit();
        // One more than asked for tells whether there is another page.
        deadLetters
                .list(filter, input.before(), limit + 1)
                .onSuccess(found -> exchange.json(page(found, limit)))
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private static JsonObject page(List<DeadLetter> found, int limit) {
        List<DeadLetter> page = found.size() > limit ? found.subList(0, limit) : found;
        JsonArray items = new JsonArray();
        page.forEach(letter -> items.add(DeadLetterJson.of(letter)));
        String next = found.size() > limit ? Long.toString(page.get(limit - 1).id()) : "";
        return new JsonObject().put("items", items).put("next", next);
    }

    private void show(RoutingContext exchange) {
        long id = new Input(exchange).id("id");
        kinds.show(id)
                .onSuccess(found -> found.ifPresentOrElse(exchange::json, () -> none(exchange, id)))
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private void replay(RoutingContext exchange) {
        long id = new Input(exchange).id("id");
        kinds.replay(id)
                .onSuccess(answer -> {
                    if (answer instanceof LetterAnswer.Done done) {
                        exchange.json(done.result());
                    } else {
                        notDone(exchange, id, answer);
                    }
                })
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private void drop(RoutingContext exchange) {
        long id = new Input(exchange).id("id");
        kinds.drop(id)
                .onSuccess(answer -> {
                    if (answer instanceof LetterAnswer.Done) {
                        exchange.response().setStatusCode(204).end();
                    } else {
                        notDone(exchange, id, answer);
                    }
                })
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private static void notDone(RoutingContext exchange, long id, LetterAnswer answer) {
        if (answer instanceof LetterAnswer.Refused refused) {
            Problem.conflict(refused.reason()).answer(exchange);
        } else {
            none(exchange, id);
        }
    }

    private static void none(RoutingContext exchange, long id) {
        Problem.notFound("there is no dead letter " + id).answer(exchange);
    }
}
