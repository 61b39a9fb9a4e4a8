package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import io.wkgate.store.Database;
import io.wkgate.store.Leases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Merges some arrivals into what is known, in one transaction: either they are gone and their channels know their numbers,
 * or nothing has happened. It locks first the lease, then the channels, then their gaps.
 */
final class FinderRound {

    private final Vertx vertx;
    private final Database database;
    private final Leases leases;
    private final Duration grace;

    FinderRound(Vertx vertx, Database database, Leases leases, Duration grace) {
        this.vertx = vertx;
        this.database = database;
        this.leases = leases;
        this.grace = grace;
    }

    /**
     * What came of it.
     *
     * @param arrivals how many are done
     * @param bytes how many those were
     * @param opened whether there are new gaps
     * @param unreadable the ids of those that are set aside, and why
     */
    record Done(int arrivals, long bytes, boolean opened, Map<Long, String> unreadable) {

        static final Done NOTHING = new Done(0, 0, false, Map.of());
    }

    /** Somebody else finds gaps now. */
    static final class LeaseLostException extends RuntimeException {
        LeaseLostException() {
            super("the lease is somebody else's", null, false, false);
        }
    }

    /** Something that came makes no sense here; it will make none the next time. */
    static final class CannotMergeException extends RuntimeException {
        CannotMergeException(RuntimeException cause) {
            super(cause.toString(), cause);
        }
    }

    /**
     * Fails when the database is away, when it refuses something, or when the lease is lost; then nothing has happened, or,
     * when the answer was lost, all of it.
     *
     * @param limit how many arrivals at most
     * @param findingSince what was sent before is history
     */
    Future<Done> run(int limit, Instant findingSince) {
        return database.transaction(transaction -> run(transaction, limit, findingSince));
    }

    /** The same within a transaction. */
    Future<Done> run(SqlConnection transaction, int limit, Instant findingSince) {
        return taken(transaction, limit)
                .compose(taken -> taken.arrivals().isEmpty()
                        ? Future.succeededFuture(Done.NOTHING)
                        : merge(transaction, taken, findingSince));
    }

    private Future<ArrivalQueue.Taken> taken(SqlConnection transaction, int limit) {
        return leases.holds(transaction, Finder.LEASE)
                .compose(held -> held
                        ? ArrivalQueue.take(transaction, grace, limit)
                        : Future.failedFuture(new LeaseLostException()));
    }

    /** Sets one aside that cannot be merged, whatever else is tried. */
    Future<Done> setFirstAside(String why) {
        return database.transaction(transaction -> taken(transaction, 1).compose(taken -> {
            Map<Long, String> unreadable = new HashMap<>();
            taken.arrivals().forEach(arrival -> unreadable.put(arrival.id(), why));
            return ArrivalQueue.setAside(transaction, List.copyOf(unreadable.keySet()))
                    .map(new Done(unreadable.size(), 0, false, unreadable));
        }));
    }

    private Future<Done> merge(SqlConnection transaction, ArrivalQueue.Taken taken, Instant findingSince) {
        return vertx.executeBlocking(() -> ArrivalBatch.read(taken.arrivals()))
                .compose(batch -> numbers(transaction, batch, findingSince)
                        .compose(numbers -> holesLookedFor(transaction, taken, numbers))
                        .compose(numbers -> write(transaction, numbers))
                        .compose(opened -> ArrivalQueue.delete(transaction, batch.merged())
                                .compose(done -> ArrivalQueue.setAside(
                                        transaction,
                                        batch.unreadable().keySet().stream()
                                                .sorted()
                                                .toList()))
                                .map(new Done(taken.arrivals().size(), taken.bytes(), opened, batch.unreadable()))));
    }

    private Future<Map<ChannelKey, ChannelNumbers>> numbers(
            SqlConnection transaction, ArrivalBatch batch, Instant findingSince) {
        return KnownChannels.lock(transaction, batch.channels().keySet())
                .compose(rows -> KnownGaps.lock(transaction, concerned(rows, batch))
                        .compose(gaps -> vertx.executeBlocking(() -> merged(batch, rows, gaps, findingSince))));
    }

    private static Map<ChannelKey, SeqRun> concerned(Map<ChannelKey, ChannelRow> rows, ArrivalBatch batch) {
        Map<ChannelKey, SeqRun> concerned = new HashMap<>();
        batch.channels()
                .forEach((channel, came) -> Optional.ofNullable(rows.get(channel))
                        .flatMap(row -> ChannelNumbers.concerned(row, came))
                        .ifPresent(run -> concerned.put(channel, run)));
        return concerned;
    }

    private static Map<ChannelKey, ChannelNumbers> merged(
            ArrivalBatch batch,
            Map<ChannelKey, ChannelRow> rows,
            Map<ChannelKey, List<KnownGap>> gaps,
            Instant findingSince) {
        Map<ChannelKey, ChannelNumbers> merged = new HashMap<>();
        batch.channels().forEach((channel, came) -> {
            ChannelNumbers numbers = new ChannelNumbers(
                    channel,
                    Optional.ofNullable(rows.get(channel)),
                    gaps.getOrDefault(channel, List.of()),
                    findingSince);
            try {
                numbers.add(came);
            } catch (RuntimeException e) {
                throw new CannotMergeException(e);
            }
            merged.put(channel, numbers);
        });
        return merged;
    }

    /** A number that is missing may have come meanwhile, within the grace period; only where one is missing it is looked for. */
    private Future<Map<ChannelKey, ChannelNumbers>> holesLookedFor(
            SqlConnection transaction, ArrivalQueue.Taken taken, Map<ChannelKey, ChannelNumbers> all) {
        Map<ChannelKey, ChannelNumbers> missing = new HashMap<>();
        all.forEach((channel, numbers) -> {
            if (numbers.opensGaps()) {
                missing.put(channel, numbers);
            }
        });
        return lookFor(transaction, taken, missing, 0).map(all);
    }

    private Future<Void> lookFor(
            SqlConnection transaction, ArrivalQueue.Taken taken, Map<ChannelKey, ChannelNumbers> missing, long behind) {
        if (missing.isEmpty()) {
            return Future.succeededFuture();
        }
        return ArrivalQueue.younger(transaction, taken, grace, behind)
                .compose(younger -> vertx.executeBlocking(() -> {
                            ArrivalBatch.read(younger).channels().forEach((channel, came) -> {
                                ChannelNumbers numbers = missing.get(channel);
                                if (numbers != null) {
                                    came.forEach(some -> numbers.alsoCame(some.numbers()));
                                }
                            });
                            missing.values().removeIf(numbers -> !numbers.opensGaps());
                            return younger;
                        })
                        .compose(read -> ArrivalQueue.mayHaveMore(read)
                                ? lookFor(
                                        transaction,
                                        taken,
                                        missing,
                                        read.get(read.size() - 1).id())
                                : Future.succeededFuture()));
    }

    private static Future<Boolean> write(SqlConnection transaction, Map<ChannelKey, ChannelNumbers> merged) {
        List<ChannelChange> changes = new ArrayList<>(merged.size());
        merged.values().forEach(numbers -> numbers.change().ifPresent(changes::add));
        return KnownChannels.write(transaction, changes)
                .compose(done -> KnownGaps.write(transaction, changes, Duration.ZERO))
                .map(done -> changes.stream().anyMatch(ChannelChange::opensGaps));
    }
}
