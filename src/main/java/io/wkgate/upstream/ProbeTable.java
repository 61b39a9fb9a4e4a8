package io.wkgate.upstream;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.store.Database;
import io.wkgate.store.Leases;
import io.wkgate.store.UuidBytes;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Shares probes through the database: one row for each address, and the turn is a lease. All times are the database's; what is
 * older than a day, or of a format that this wkgate does not know, is not there; who tells deletes what is that old.
 */
public final class ProbeTable implements ProbeExchange {

    static final String LEASE = "upstream-probe";

    /** Kept every few seconds, so that another replica has it soon after a death. */
    private static final Duration LEASED = Duration.ofSeconds(15);

    private static final String AGO = "TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3))";

    private static final String READ = "SELECT node, probed_at, probed_by, finding, known_at, known,"
            + " TIMESTAMPDIFF(MICROSECOND, probed_at, UTC_TIMESTAMP(3)) AS micros"
            + " FROM wkgate_probe WHERE probed_at > TIMESTAMPADD(DAY, -1, UTC_TIMESTAMP(3))";

    /** A probe that began earlier than what stands there has nothing to tell, and one that recognised nothing keeps what was. */
    private static final String UPDATE = "UPDATE wkgate_probe SET probed_at = " + AGO + ", probed_by = ?, finding = ?,"
            + " known_at = COALESCE(" + AGO + ", known_at), known = COALESCE(?, known)"
            + " WHERE node = ? AND probed_at <= " + AGO;

    private static final String DELETE =
            "DELETE FROM wkgate_probe WHERE probed_at <= TIMESTAMPADD(DAY, -1, UTC_TIMESTAMP(3))";

    private static final String INSERT =
            "INSERT INTO wkgate_probe (probed_at, probed_by, finding, known_at, known, node)" + " VALUES (" + AGO
                    + ", ?, ?, " + AGO + ", ?, ?) ON DUPLICATE KEY UPDATE node = VALUES(node)";

    private final Database database;
    private final Leases leases;
    private final UUID replica;
    private final Map<UpstreamNode, Stamp> told = new ConcurrentHashMap<>();

    /** Tells two probes apart. */
    private record Stamp(UUID by, LocalDateTime at) {}

    /**
     * @param leases of this process
     * @param replica this process
     */
    public ProbeTable(Database database, Leases leases, UUID replica) {
        this.database = database;
        this.leases = leases;
        this.replica = replica;
    }

    @Override
    public Optional<UUID> self() {
        return Optional.of(replica);
    }

    @Override
    public Future<Boolean> takeTurn() {
        return leases.takeOrKeep(LEASE, LEASED);
    }

    @Override
    public Future<Void> giveTurn() {
        return leases.release(LEASE);
    }

    @Override
    public Future<List<SharedProbe>> news(List<UpstreamNode> nodes) {
        Map<String, UpstreamNode> byAddress = nodes.stream()
                .collect(Collectors.toMap(ProbeTable::address, Function.identity(), (first, twice) -> first));
        return database.execute(READ, Tuple.tuple()).map(rows -> {
            List<SharedProbe> news = new ArrayList<>();
            for (Row row : rows) {
                UpstreamNode node = byAddress.get(row.getString("node"));
                if (node != null) {
                    read(node, row).ifPresent(news::add);
                }
            }
            return news;
        });
    }

    private Optional<SharedProbe> read(UpstreamNode node, Row row) {
        Stamp stamp = new Stamp(UuidBytes.read(row.getBuffer("probed_by")), row.getLocalDateTime("probed_at"));
        if (stamp.by().equals(replica) || stamp.equals(told.put(node, stamp))) {
            return Optional.empty();
        }
        Optional<UpstreamReport> known = Optional.ofNullable(row.getString("known"))
                .flatMap(text -> ProbeJson.report(
                        text, node, row.getLocalDateTime("known_at").toInstant(ZoneOffset.UTC)));
        return ProbeJson.recognised(row.getString("finding"))
                .filter(recognised -> !recognised || known.isPresent())
                .map(recognised -> new SharedProbe(
                        node, recognised, known, stamp.by(), Duration.of(row.getLong("micros"), ChronoUnit.MICROS)));
    }

    @Override
    public Future<Void> tell(ProbeResult result, Duration ago) {
        long began = -ago.toNanos() / 1000;
        String address = address(result.node());
        return database.execute(UPDATE, found(result, began).addString(address).addLong(began))
                .compose(updated -> updated.rowCount() > 0
                        ? Future.succeededFuture(updated)
                        : database.execute(INSERT, found(result, began).addString(address)))
                .compose(told -> database.execute(DELETE, Tuple.tuple()))
                .mapEmpty();
    }

    private Tuple found(ProbeResult result, long began) {
        Tuple found = Tuple.of(began, UuidBytes.of(replica), ProbeJson.finding(result));
        return result instanceof ProbeResult.Recognised recognised
                ? found.addLong(began).addString(ProbeJson.report(recognised.report()))
                : found.addLong(null).addString(null);
    }

    private static String address(UpstreamNode node) {
        return node.url().base();
    }
}
