package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import io.wkgate.store.Arrival;
import io.wkgate.store.Leases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The tables in a database, with rounds that are cut off and finders that meet. */
final class DatabaseTables implements FindingTables {

    private final FinderFixture fixture;
    private final Instant since;
    private Duration passed = Duration.ZERO;

    DatabaseTables(FinderFixture fixture, Instant since) {
        this.fixture = fixture;
        this.since = since;
    }

    @Override
    public void pass(Duration duration) {
        if (!duration.isZero()) {
            fixture.passForArrivals(duration);
            passed = passed.plus(duration);
        }
    }

    @Override
    public long arrive(Arrival arrival, Duration ago) {
        return fixture.arrive(ago, arrival.bytes());
    }

    @Override
    public void round(int limit, Ending ending) {
        switch (ending) {
            case WELL -> fixture.round(limit);
            case NOT_COMMITTED -> notCommitted(limit);
            case TWICE -> twice(limit);
        }
    }

    /** As if the process had died: everything was done but the commit. */
    private void notCommitted(int limit) {
        Leases leases = fixture.leases();
        fixture.await(leases.takeOrKeep(Finder.LEASE, Duration.ofHours(10)));
        fixture.await(fixture.database()
                .transaction(transaction -> new FinderRound(fixture.vertx, fixture.database(), leases, GRACE)
                        .run(transaction, limit, since)
                        .compose(done -> Future.failedFuture("killed")))
                .otherwiseEmpty());
        fixture.await(leases.release(Finder.LEASE));
    }

    /** Of two that both think they have the lease one loses, whatever it has done until then. */
    private void twice(int limit) {
        Leases first = fixture.leases();
        Leases second = fixture.leases();
        fixture.await(first.takeOrKeep(Finder.LEASE, Duration.ofHours(10)));
        Future<FinderRound.Done> one =
                new FinderRound(fixture.vertx, fixture.database(), first, GRACE).run(limit, since);
        Future<FinderRound.Done> other = first.release(Finder.LEASE)
                .compose(released -> second.takeOrKeep(Finder.LEASE, Duration.ofHours(10)))
                .compose(taken -> new FinderRound(fixture.vertx, fixture.database(), second, GRACE).run(limit, since));
        fixture.await(one.otherwiseEmpty());
        fixture.await(other);
        fixture.await(second.release(Finder.LEASE));
    }

    @Override
    public Compared newest(ChannelKey channel, long seq, OptionalLong messageId) {
        return fixture.await(fixture.ledger().newest(channel, seq, messageId, OptionalLong.empty()));
    }

    @Override
    public List<Open> open() {
        List<Open> open = new ArrayList<>();
        for (Row row : fixture.await(fixture.database()
                .execute(
                        "SELECT id, channel_id, channel_type, first_seq, last_seq, reason, floor_at FROM wkgate_gap"
                                + " WHERE state = 0 ORDER BY id",
                        Tuple.tuple()))) {
            open.add(new Open(
                    row.getLong(0),
                    new ChannelKey(row.getInteger(2), row.getString(1)),
                    new SeqRun(row.getLong(3), row.getLong(4)),
                    GapReason.of(row.getString(5)),
                    Optional.ofNullable(row.getLocalDateTime(6)).map(KnownChannels::instant)));
        }
        return open;
    }

    @Override
    public Set<Long> waiting() {
        Set<Long> ids = new HashSet<>();
        fixture.await(fixture.database().execute("SELECT id FROM wkgate_arrival", Tuple.tuple()))
                .forEach(row -> ids.add(row.getLong(0)));
        return ids;
    }

    @Override
    public void repaired(long gap) {
        fixture.await(fixture.database()
                .execute(
                        // The message ids are of a time that has not come yet, and this has to be after them.
                        "UPDATE wkgate_gap SET state = 1, due_at = TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3))"
                                + " WHERE id = ?",
                        Tuple.of(passed.toMillis() * 1000, gap)));
    }
}
