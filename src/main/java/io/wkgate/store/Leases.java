package io.wkgate.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What only one process does at a time. All times are the database's. */
public final class Leases {

    /** One of them, as it stands. */
    public record Lease(String name, Optional<UUID> holder, Instant expiresAt, Instant beatAt, Instant madeAt) {}

    public Leases(Database database, UUID process) {}

    /** Takes it, or keeps it if this process holds it. Whether it holds it now is certain only when the future has come. */
    public Future<Boolean> takeOrKeep(String name, Duration duration) {
        throw new UnsupportedOperationException();
    }

    /** Inside a transaction: locks the row, and tells whether this process still holds it; nobody else gets it meanwhile. */
    public Future<Boolean> holds(SqlConnection transaction, String name) {
        throw new UnsupportedOperationException();
    }

    /** Gives it back, so that nobody has to wait for its end. */
    public Future<Void> release(String name) {
        throw new UnsupportedOperationException();
    }

    /** It, if anybody ever took it. */
    public Future<Optional<Lease>> find(String name) {
        throw new UnsupportedOperationException();
    }
}
