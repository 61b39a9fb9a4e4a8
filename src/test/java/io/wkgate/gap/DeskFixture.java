package io.wkgate.gap;

import io.vertx.core.Vertx;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.store.Database;
import io.wkgate.store.Migrations;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.SettableClock;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A desk on a test's database with its tables made, and whom it woke. */
final class DeskFixture implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final ConnectionDetails details;
    private final Database database;
    private final SettableClock clock = new SettableClock();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger ordered = new AtomicInteger();
    private final Desk desk;

    DeskFixture(ConnectionDetails details) {
        this.details = details;
        DatabaseUrl url = DatabaseUrl.parse(TestGateway.url(details));
        new Migrations(url, LayoutName.NATIVE, TIMEOUT).run();
        database = Database.of(vertx, url, 4, TIMEOUT);
        desk = new Desk(database, clock, opened::incrementAndGet, ordered::incrementAndGet);
    }

    Desk desk() {
        return desk;
    }

    SettableClock clock() {
        return clock;
    }

    /** How often somebody was told that a gap was opened. */
    int opened() {
        return opened.get();
    }

    /** How often somebody was told that there is a new sweep. */
    int ordered() {
        return ordered.get();
    }

    /** Adds a gap of the group, with the next id. */
    void gap(String group, long first, long last, GapState state, String sweep, long repaired) throws SQLException {
        Sql.run(
                details,
                "INSERT INTO wkgate_gap (channel_id, channel_type, first_seq, last_seq, reason, sweep, state, found_at,"
                        + " due_at, attempts, pages, repaired, evidence) SELECT '" + group + "', 2, " + first + ", "
                        + last + ", 'hole', " + sweep + ", " + state.ordinal() + ", TIMESTAMPADD(SECOND, COUNT(*),"
                        + " '2026-11-22 10:00:00.5'), '2026-11-22 11:00:00', 1, 2, " + repaired
                        + ", 'why' FROM wkgate_gap");
    }

    @Override
    public void close() {
        database.close().await();
        EndOf.vertx(vertx);
    }
}
