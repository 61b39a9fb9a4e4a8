package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.replica.Phase;
import io.wkgate.replica.Replica;
import io.wkgate.replica.Replicas;
import io.wkgate.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Tells of replicas that died, or stood still, while others went on: some of what upstream sent is lost then, and the
 * {@link Pulse}, which all share, goes on. Who ends in order leaves the list, and who is only starting takes nothing yet. Each
 * silence gets a sweep once: up to which last heartbeat they have theirs is a row beside the leases. Who tells of it has watched
 * for as long as that takes, for while the database is away all are silent. Not thread-safe.
 */
final class SilentReplicas {

    static final String SWEPT = "silent-replicas";

    /** Until then upstream's calls may still be led to one that died: of a lost node Kubernetes knows it after 40 s. */
    static final Duration MISSED_FOR = Duration.ofMinutes(1);

    private static final String WRITE =
            "INSERT INTO wkgate_lease (name, expires_at, beat_at, made_at) VALUES ('" + SWEPT
                    + "', UTC_TIMESTAMP(3), %s, UTC_TIMESTAMP(3)) ON DUPLICATE KEY UPDATE"
                    + " beat_at = GREATEST(beat_at, VALUES(beat_at))";

    private final Clock clock;
    private final Database database;
    private final Supplier<Future<List<Replica>>> others;
    private final Trouble trouble;
    private Map<UUID, Heartbeat> latest = new HashMap<>();
    private Optional<Instant> told = Optional.empty();

    /**
     * @param replica as it was listed then
     * @param seen when this process first saw it
     * @param was when it was, by this process's clock
     */
    private record Heartbeat(Replica replica, Instant seen, Instant was) {

        Instant at() {
            return replica.beatAt();
        }
    }

    /** @param others that are listed */
    SilentReplicas(Clock clock, Database database, Supplier<Future<List<Replica>>> others, Trouble trouble) {
        this.clock = clock;
        this.database = database;
        this.others = others;
        this.trouble = trouble;
    }

    /** @param telling whether it is for this process to tell of them, and not only to watch */
    Future<Void> look(boolean telling) {
        return others.get().compose(listed -> {
            watch(listed);
            List<Heartbeat> silent = telling ? silent() : List.of();
            return silent.isEmpty()
                    ? Future.succeededFuture()
                    : swept().onSuccess(swept -> silent.stream()
                                    .filter(last -> last.at().isAfter(swept))
                                    .forEach(this::tell))
                            .mapEmpty();
        });
    }

    private void watch(List<Replica> listed) {
        Instant now = clock.instant();
        Map<UUID, Heartbeat> heard = new HashMap<>();
        for (Replica replica : listed) {
            Optional<Heartbeat> before = Optional.ofNullable(latest.get(replica.id()))
                    .filter(heartbeat -> heartbeat.at().equals(replica.beatAt()));
            heard.put(replica.id(), before.orElseGet(() -> new Heartbeat(replica, now, now.minus(replica.beatAgo()))));
        }
        latest = heard;
    }

    private List<Heartbeat> silent() {
        Instant since = clock.instant().minus(Replicas.SILENT_AFTER);
        return latest.values().stream()
                .filter(last -> !last.seen().isAfter(since))
                .filter(last -> !last.replica().phase().equals(Phase.STARTING.label()))
                .toList();
    }

    private void tell(Heartbeat last) {
        trouble.add(new Trouble.Outage(
                "replica " + last.replica().name() + " fell silent",
                last.was(),
                last.was().plus(MISSED_FOR),
                false));
        told = Optional.of(told.filter(before -> before.isAfter(last.at())).orElse(last.at()));
    }

    /** Nobody could be heard for a while. */
    void unheard() {
        latest.clear();
    }

    /** A sweep was added for all that was told. */
    Future<Void> sweepAdded() {
        return told.map(upTo -> database.execute(WRITE.formatted("?"), Tuple.of(KnownChannels.utc(upTo)))
                        .onSuccess(written -> told = Optional.empty())
                        .<Void>mapEmpty())
                .orElseGet(Future::succeededFuture);
    }

    /** No gateway was running until now: the sweep for that is theirs as well who fell silent before. */
    Future<Void> noneWasRunning() {
        return database.execute(WRITE.formatted("UTC_TIMESTAMP(3)"), Tuple.tuple())
                .mapEmpty();
    }

    private Future<Instant> swept() {
        return database.execute("SELECT beat_at FROM wkgate_lease WHERE name = '" + SWEPT + "'", Tuple.tuple())
                .map(rows -> {
                    Instant swept = Instant.EPOCH;
                    for (Row row : rows) {
                        swept = KnownChannels.instant(row.getLocalDateTime("beat_at"));
                    }
                    return swept;
                });
    }
}
