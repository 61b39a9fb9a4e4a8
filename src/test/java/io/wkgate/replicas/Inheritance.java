package io.wkgate.replicas;

import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What one replica had claimed when it stopped, and how long it took until the others had delivered it. */
final class Inheritance {

    /** A delivery that is claimed by a replica that runs is done within it. */
    private static final Duration ALIVE = Duration.ofSeconds(4);

    /** As a machine may be slow; what is promised of a take-over is what the leases say. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final long LOOK_MILLIS = 100;

    private final ConnectionDetails database;
    private final long stopped;
    private final LeaseEnds leases;
    private final Set<String> held;
    private final CompletableFuture<Void> taken;
    private volatile Duration first = Duration.ZERO;
    private volatile Duration last = Duration.ZERO;

    /** Deliveries that are claimed, each with its claim, without those that were so at some time before. */
    record Claims(ConnectionDetails database, Set<String> before) {

        static Claims before(ConnectionDetails database) throws SQLException {
            return new Claims(database, all(database));
        }

        Set<String> since() throws SQLException {
            Set<String> claims = all(database);
            claims.removeAll(before);
            return claims;
        }

        private static Set<String> all(ConnectionDetails database) throws SQLException {
            return new LinkedHashSet<>(Sql.column(
                    database,
                    "SELECT CONCAT(id, ' ', HEX(lease)) FROM wkgate_delivery WHERE state = 0 AND lease IS NOT NULL"));
        }
    }

    private Inheritance(ConnectionDetails database, long stopped, LeaseEnds leases, Set<String> held) {
        this.database = database;
        this.stopped = stopped;
        this.leases = leases;
        this.held = held;
        taken = CompletableFuture.runAsync(this::watch);
    }

    /** To be called when the replica has just stopped. */
    static Inheritance of(Claims claims) throws Exception {
        long stopped = System.nanoTime();
        LeaseEnds leases = LeaseEnds.now(claims.database());
        Set<String> held = claims.since();
        Thread.sleep(ALIVE.toMillis());
        held.retainAll(claims.since());
        return new Inheritance(claims.database(), stopped, leases, held);
    }

    private void watch() {
        try {
            while (!delivered()) {
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean delivered() throws SQLException {
        if (held.isEmpty()) {
            return true;
        }
        String ids =
                held.stream().map(one -> one.substring(0, one.indexOf(' '))).collect(Collectors.joining(","));
        long left =
                Sql.number(database, "SELECT COUNT(*) FROM wkgate_delivery WHERE state = 0 AND id IN (" + ids + ")");
        Duration passed = Duration.ofNanos(System.nanoTime() - stopped);
        if (left < held.size() && first.isZero()) {
            first = passed;
        }
        last = passed;
        return left == 0;
    }

    /** Returns when the others have delivered everything. */
    void await() throws Exception {
        taken.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** When it had just stopped: its own, and those of the others, which are as long. */
    LeaseEnds leases() {
        return leases;
    }

    int size() {
        return held.size();
    }

    @Override
    public String toString() {
        return "%d deliveries it held, the first of them done by another after %.1f s, the last after %.1f s"
                .formatted(held.size(), first.toMillis() / 1000.0, last.toMillis() / 1000.0);
    }
}
