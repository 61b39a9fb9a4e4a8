package io.wkgate.ops;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.wkgate.intake.Replay;
import io.wkgate.revoke.Change;
import io.wkgate.revoke.RevokeDesk;
import io.wkgate.store.DeadLetter;
import io.wkgate.store.DeadLetters;
import io.wkgate.store.NewDeadLetter;
import io.wkgate.web.Problem;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** {@code /v1/deadletters}: listed, shown, replayed and discarded. */
final class DeadLetterRoutes {

    private static final String PATH = "/v1/deadletters";
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 500;

    private final DeadLetters deadLetters;
    private final Replay replay;
    private final RevokeReplay revokeReplay;

    DeadLetterRoutes(DeadLetters deadLetters, Replay replay, RevokeDesk desk) {
        this.deadLetters = deadLetters;
        this.replay = replay;
        this.revokeReplay = new RevokeReplay(desk);
    }

    void mount(Router router) {
        router.get(PATH).handler(this::list);
        router.get(PATH + "/:id").handler(exchange -> withId(exchange, this::show));
        router.post(PATH + "/:id/replay").handler(exchange -> withId(exchange, this::replay));
        router.delete(PATH + "/:id").handler(exchange -> withId(exchange, this::discard));
    }

    private void list(RoutingContext exchange) {
        OptionalLong before = number(exchange.request().getParam("before", Long.toString(Long.MAX_VALUE)));
        OptionalLong limit = number(exchange.request().getParam("limit", Integer.toString(PAGE)));
        if (before.isEmpty()) {
            Problem.badRequest("before: not a whole number").answer(exchange);
        } else if (limit.isEmpty() || limit.getAsLong() < 1 || limit.getAsLong() > LARGEST_PAGE) {
            Problem.badRequest("limit: not a whole number from 1 to " + LARGEST_PAGE)
                    .answer(exchange);
        } else {
            int size = (int) limit.getAsLong();
            answer(exchange, deadLetters.list(before.getAsLong(), size).map(page -> {
                JsonArray items = new JsonArray();
                page.forEach(letter -> items.add(json(letter)));
                return new JsonObject().put("items", items).put("next", next(page, size));
            }));
        }
    }

    private static Object next(List<DeadLetter> page, int size) {
        return page.size() < size ? "" : Long.toString(page.get(page.size() - 1).id());
    }

    private void show(RoutingContext exchange, long id) {
        deadLetters
                .find(id)
                .onSuccess(found -> found.ifPresentOrElse(
                        letter -> exchange.json(
                                json(letter).put("bytes", letter.bytes().getBytes())),
                        () -> none(exchange, id)))
                .onFailure(failure -> unavailable(exchange));
    }

    private void replay(RoutingContext exchange, long id) {
        deadLetters
                .find(id)
                .onSuccess(found -> found.ifPresentOrElse(letter -> replay(exchange, letter), () -> none(exchange, id)))
                .onFailure(failure -> unavailable(exchange));
    }

    private void replay(RoutingContext exchange, DeadLetter letter) {
        if (letter.kind().equals(RevokeReplay.KIND)) {
            revokeReplay
                    .run(letter)
                    .onSuccess(change -> retried(exchange, change))
                    .onFailure(failure -> unavailable(exchange));
        } else {
            replay.run(letter.id())
                    .onSuccess(found -> found.ifPresentOrElse(
                            result -> replayed(exchange, result), () -> none(exchange, letter.id())))
                    .onFailure(failure -> unavailable(exchange));
        }
    }

    private static void retried(RoutingContext exchange, Change change) {
        if (change instanceof Change.Changed changed) {
            exchange.json(new JsonObject()
                    .put("state", changed.revoke().state().label())
                    .put("revoke_id", Long.toString(changed.revoke().id())));
        } else if (change instanceof Change.NotPossible refused) {
            Problem.conflict("the revoke is " + refused.state().label()).answer(exchange);
        } else {
            Problem.conflict("there is no such revoke any more").answer(exchange);
        }
    }

    private static void replayed(RoutingContext exchange, Replay.Result result) {
        if (result instanceof Replay.Result.Stored stored) {
            exchange.json(new JsonObject().put("state", "stored").put("messages", stored.messages()));
        } else if (result instanceof Replay.Result.StillRefused refused) {
            Problem.conflict("still refused, " + refused.refusal()).answer(exchange);
        }
    }

    private void discard(RoutingContext exchange, long id) {
        deadLetters
                .discard(id)
                .onSuccess(there -> {
                    if (there) {
                        exchange.response().setStatusCode(204).end();
                    } else {
                        none(exchange, id);
                    }
                })
                .onFailure(failure -> unavailable(exchange));
    }

    private static JsonObject json(DeadLetter letter) {
        return new JsonObject()
                .put("id", Long.toString(letter.id()))
                .put("kind", letter.kind())
                .put("part", part(letter.part()))
                .put("event", letter.event())
                .put("field", letter.field())
                .put("reason", letter.reason())
                .put("size", letter.size())
                .put("cut", letter.cut())
                .put("seen", letter.seen())
                .put("first_seen_at", letter.firstSeenAt().toString())
                .put("last_seen_at", letter.lastSeenAt().toString());
    }

    private static String part(NewDeadLetter.Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    private static void answer(RoutingContext exchange, Future<JsonObject> result) {
        result.onSuccess(exchange::json).onFailure(failure -> unavailable(exchange));
    }

    private static void none(RoutingContext exchange, long id) {
        Problem.notFound("there is no dead letter " + id).answer(exchange);
    }

    private static void unavailable(RoutingContext exchange) {
        Problem.unavailable("the database did not answer").answer(exchange);
    }

    private static void withId(RoutingContext exchange, WithId handler) {
        OptionalLong id = number(exchange.pathParam("id"));
        if (id.isEmpty()) {
            Problem.badRequest("id: not a whole number").answer(exchange);
        } else {
            handler.handle(exchange, id.getAsLong());
        }
    }

    private static OptionalLong number(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private interface WithId {
        void handle(RoutingContext exchange, long id);
    }
}
