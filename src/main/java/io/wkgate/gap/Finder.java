package io.wkgate.gap;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.config.GapSettings;
import io.wkgate.store.Database;
import io.wkgate.store.Leases;

/** Turns arrivals into known numbers and gaps. Every process has one; by a lease only one of them works. */
final class Finder {

    /** The lease; since when gaps are found is when it was made. */
    static final String LEASE = "finder";

    /** @param gapsOpened told, from any thread, after a commit that opened gaps */
    Finder(
            Vertx vertx,
            GapSettings settings,
            Database database,
            Leases leases,
            MeterRegistry registry,
            Runnable gapsOpened) {}

    void start() {
        throw new UnsupportedOperationException();
    }

    /** Begins no further round; succeeds when the one under way has ended and the lease is given back. */
    Future<Void> stop() {
        throw new UnsupportedOperationException();
    }
}
