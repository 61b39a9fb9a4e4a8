package io.wkgate.upstream;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where replicas tell each other what their probes came to, and whose turn it is to ask. Thread-safe. */
public interface ProbeExchange {

    /** For who has nobody to share with: it is always his turn. */
    static ProbeExchange none() {
        return new ProbeExchange() {
            @Override
            public Optional<UUID> self() {
                return Optional.empty();
            }

            @Override
            public Future<Boolean> takeTurn() {
                return Future.succeededFuture(true);
            }

            @Override
            public Future<Void> giveTurn() {
                return Future.succeededFuture();
            }

            @Override
            public Future<List<SharedProbe>> news(List<UpstreamNode> nodes) {
                return Future.succeededFuture(List.of());
            }

            @Override
            public Future<Void> tell(ProbeResult result, Duration ago) {
                return Future.succeededFuture();
            }
        };
    }

    /** Who this replica is to the others. */
    Optional<UUID> self();

    /** Takes or keeps the turn for a few seconds; whether it is this replica's. Fails when that cannot be told. */
    Future<Boolean> takeTurn();

    /** Lets another have the turn, if it was this replica's. */
    Future<Void> giveTurn();

    /** What others found out of these nodes that this replica was not told yet. Fails when that cannot be told. */
    Future<List<SharedProbe>> news(List<UpstreamNode> nodes);

    /**
     * Tells the others. Fails when that cannot be done.
     *
     * @param ago when the node was asked; what another one found out since then stays
     */
    Future<Void> tell(ProbeResult result, Duration ago);
}
