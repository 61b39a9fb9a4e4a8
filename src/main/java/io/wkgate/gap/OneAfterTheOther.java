package io.wkgate.gap;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/**
 * Statements of one transaction. None is sent before the one before it was answered: where a deadlock has ended the
 * transaction, what comes behind on the connection would be committed by itself.
 */
final class OneAfterTheOther {

    private OneAfterTheOther() {}

    static <T> Future<Void> each(List<T> pieces, Function<T, Future<?>> statement) {
        Future<Void> all = Future.succeededFuture();
        for (T piece : pieces) {
            all = all.compose(done -> statement.apply(piece).mapEmpty());
        }
        return all;
    }
}
