package io.wkgate.boot;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.store.DatabaseFault;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start asks the database for behind the migrations. It was there a moment ago; when it is slow, because many replicas start
 * at once or its host is busy, it is asked again for a while, for who ends is started anew and only makes it slower.
 */
final class FirstQuestions {

    private static final Logger LOG = LoggerFactory.getLogger(FirstQuestions.class);

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long PAUSE_MILLIS = 500;

    private final Vertx vertx;
    private final long until = System.nanoTime() + PATIENCE.toNanos();
    private final AtomicBoolean told = new AtomicBoolean();

    FirstQuestions(Vertx vertx) {
        this.vertx = vertx;
    }

    /** @param question may be asked more than once */
    <T> Future<T> ask(Supplier<Future<T>> question) {
        return question.get().recover(failure -> {
            if (!(DatabaseFault.of(failure) instanceof DatabaseFault.Away away) || System.nanoTime() - until >= 0) {
                return Future.failedFuture(failure);
            }
            if (told.compareAndSet(false, true)) {
                LOG.warn(
                        "the database does not answer while wkgate starts ({}); it is asked again for {} s",
                        away.description(),
                        PATIENCE.toSeconds());
            }
            return vertx.timer(PAUSE_MILLIS).compose(paused -> ask(question));
        });
    }
}
