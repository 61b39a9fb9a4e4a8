package io.wkgate.ops;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.wkgate.store.DeadLetter;
import io.wkgate.store.DeadLetterFilter;
import io.wkgate.store.DeadLetters;
import io.wkgate.web.BadInput;
import io.wkgate.web.Input;
import io.wkgate.web.Problem;
import java.util.List;
import java.util.function.Function;

/**
 * {@code /v1/deadletters/replay} and {@code /drop}: those that a filter means, the oldest first and one after the other, so
 * that what is replayed to an ordered destination goes in its order. One call does as many as {@code limit} says; a caller
 * who follows {@code next} meets each once, and none that came after the first call.
 */
final class ManyLettersRoutes {

    private static final int AT_ONCE = 500;

    private final DeadLetters deadLetters;
    private final LetterKinds kinds;

    ManyLettersRoutes(DeadLetters deadLetters, LetterKinds kinds) {
        this.deadLetters = deadLetters;
        this.kinds = kinds;
    }

    void mount(Router router) {
        router.post(DeadLetterRoutes.PATH + "/replay")
                .handler(BadInput.answered(exchange -> change(exchange, kinds::replay)));
        router.post(DeadLetterRoutes.PATH + "/drop")
                .handler(BadInput.answered(exchange -> change(exchange, kinds::drop)));
    }

    private void change(RoutingContext exchange, Function<Long, Future<LetterAnswer>> action) {
        LetterQuery query = new LetterQuery(exchange);
        DeadLetterFilter filter = query.changed();
        int limit = new Input(exchange).limit(AT_ONCE);
        deadLetters
                .list(filter, Long.MAX_VALUE, 1)
                .compose(newest -> newest.isEmpty()
                        ? Future.succeededFuture(new LetterTally())
                        : change(filter.to(newest.get(0).id()), limit, query, action))
                .onSuccess(tally -> exchange.json(tally.json()))
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private Future<LetterTally> change(
            DeadLetterFilter filter, int limit, LetterQuery query, Function<Long, Future<LetterAnswer>> action) {
        // One more than wanted tells whether there are others.
        return deadLetters.oldest(filter, limit + 1).compose(found -> {
            List<DeadLetter> page = found.size() > limit ? found.subList(0, limit) : found;
            LetterTally tally = new LetterTally();
            if (found.size() > limit) {
                tally.goOn(query.next(page.get(limit - 1).id(), filter.toId()));
            }
            Future<LetterTally> all = Future.succeededFuture(tally);
            for (DeadLetter letter : page) {
                all = all.compose(so -> action.apply(letter.id()).map(answer -> so.count(letter.id(), answer)));
            }
            return all;
        });
    }
}
