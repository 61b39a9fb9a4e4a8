package io.wkgate.revoke;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Waits for revokes to end, on whichever replica that happens. */
final class Patience {

    private static final long FIRST_LOOK_MILLIS = 25;
    private static final long LONGEST_MILLIS = 400;

    private final Vertx vertx;
    private final RevokeTable table;

    Patience(Vertx vertx, RevokeTable table) {
        this.vertx = vertx;
        this.table = table;
    }

    /** The revokes as they are when all of them have ended, or after the time. */
    Future<List<Revoke>> await(List<Revoke> revokes, Duration limit) {
        return look(revokes, System.nanoTime() + limit.toNanos(), FIRST_LOOK_MILLIS);
    }

    private Future<List<Revoke>> look(List<Revoke> revokes, long endNanos, long pauseMillis) {
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
        if (leftMillis <= 0 || revokes.stream().allMatch(Revoke::finished)) {
            return Future.succeededFuture(revokes);
        }
        return vertx.timer(Math.min(pauseMillis, leftMillis), TimeUnit.MILLISECONDS)
                .compose(waited -> Future.all(revokes.stream().map(this::again).toList()))
                .compose(all -> look(all.list(), endNanos, Math.min(LONGEST_MILLIS, pauseMillis * 2)));
    }

    private Future<Revoke> again(Revoke revoke) {
        // What cannot be read now is shown as it was; it is accepted all the same.
        return table.find(revoke.id()).map(found -> found.orElse(revoke)).otherwise(revoke);
    }
}
