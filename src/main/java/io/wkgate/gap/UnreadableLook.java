package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks now and then at the unreadable gaps, for the finder. That it fails keeps nobody from finding. */
final class UnreadableLook {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableLook.class);

    private static final long PAUSE_NANOS = 10_000_000_000L;
    private static final long LONGEST_PAUSE_NANOS = 60_000_000_000L;

    /** It takes at most that part of the time. */
    private static final int RARELY = 20;

    private final Database database;
    private final Runnable gapsOpened;
    private long next = System.nanoTime();
    private boolean failing;

    /** @param gapsOpened told after some were opened again */
    UnreadableLook(Database database, Runnable gapsOpened) {
        this.database = database;
        this.gapsOpened = gapsOpened;
    }

    /** Opens again what is due, if it is time to look; never fails. */
    Future<Void> look() {
        if (System.nanoTime() - next < 0) {
            return Future.succeededFuture();
        }
        long begun = System.nanoTime();
        return UnreadableGaps.openAgain(database)
                .onSuccess(this::opened)
                .onFailure(this::failed)
                .otherwise(0)
                .onSuccess(count -> {
                    long now = System.nanoTime();
                    // Where there are very many, looking at them takes a while.
                    next = now + Math.max(PAUSE_NANOS, Math.min(LONGEST_PAUSE_NANOS, RARELY * (now - begun)));
                })
                .mapEmpty();
    }

    private void opened(int count) {
        failing = false;
        if (count > 0) {
            gapsOpened.run();
        }
    }

    private void failed(Throwable failure) {
        if (!failing && !Finder.lostToAnother(failure)) {
            failing = true;
            LOG.warn("unreadable gaps are not opened again for now: {}", Finder.description(failure));
        }
    }
}
