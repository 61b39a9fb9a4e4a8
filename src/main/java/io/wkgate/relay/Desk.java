package io.wkgate.relay;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.wkgate.store.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Answers operators from the tables, and wakes the workers. */
final class Desk implements RelayDesk {

    /** What is replayed for a destination that is not configured now waits until it is again. */
    private static final Duration TRY_FOR = Duration.ofHours(72);

    private final DestinationTable table;
    private final DeliveryTable deliveries;
    private final Backlogs backlogs;
    private final Map<String, Served> served;
    private final Unpacker unpacker;

    /** @param served the configured destinations by name */
    Desk(Database database, DestinationTable table, Map<String, Served> served, Unpacker unpacker) {
        this.unpacker = unpacker;
        this.table = table;
        this.served = served;
        deliveries = new DeliveryTable(database);
        backlogs = new Backlogs(database);
    }

    @Override
    public Future<List<DestinationStatus>> destinations() {
        return table.all().compose(known -> {
            Future<List<DestinationStatus>> all = Future.succeededFuture(new ArrayList<>());
            for (DestinationTable.Known destination : known) {
                all = all.compose(
                        before -> backlogs.of(destination.id()).map(backlog -> with(before, destination, backlog)));
            }
            return all;
        });
    }

    private List<DestinationStatus> with(
            List<DestinationStatus> before, DestinationTable.Known known, DestinationMetrics.Backlog backlog) {
        Optional<Served> here = Optional.ofNullable(served.get(known.name()));
        if (here.isPresent() || backlog.waiting() > 0 || backlog.dead() > 0) {
            before.add(new DestinationStatus(
                    known.name(),
                    here.map(it -> it.destination().settings().url().toString()).orElse(""),
                    here.isPresent(),
                    known.stoppedAt(),
                    known.reason(),
                    here.map(it -> it.worker().circuit()).orElse("closed"),
                    backlog.waiting(),
                    backlog.oldestSeconds(),
                    backlog.dead()));
        }
        return before;
    }

    @Override
    public Future<Boolean> stop(String destination, String reason) {
        return change(destination, known -> table.stop(known.id(), reason));
    }

    @Override
    public Future<Boolean> start(String destination) {
        return change(destination, known -> table.start(known.id()));
    }

    private Future<Boolean> change(String destination, Function<DestinationTable.Known, Future<?>> change) {
        return table.find(destination)
                .compose(known -> known.isEmpty()
                        ? Future.succeededFuture(false)
                        : change.apply(known.get()).map(true))
                .onSuccess(changed -> wake(destination));
    }

    private void wake(String destination) {
        Optional.ofNullable(served.get(destination)).ifPresent(it -> it.worker().wake());
    }

    @Override
    public Future<Optional<Integer>> forget(String destination) {
        if (served.containsKey(destination)) {
            return Future.succeededFuture(Optional.empty());
        }
        return table.find(destination)
                .compose(known -> known.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : deliveries
                                .forget(known.get().id())
                                .compose(count -> table.remove(known.get().id()).map(Optional.of(count))));
    }

    @Override
    public Future<Optional<DeliveryView>> find(long deliveryId) {
        return deliveries
                .find(deliveryId)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : view(found.get()).map(Optional::of));
    }

    private Future<DeliveryView> view(DeliveryTable.Kept kept) {
        return deliveries
                .failures(kept.id())
                .compose(failures -> request(kept).map(request -> view(kept, failures, request)));
    }

    private static DeliveryView view(
            DeliveryTable.Kept kept, List<DeliveryView.Failure> failures, Optional<ShownRequest> request) {
        return new DeliveryView(
                kept.id(),
                kept.webhookId(),
                kept.destination(),
                kept.event(),
                kept.source().name().toLowerCase(Locale.ROOT),
                kept.state().label(),
                kept.receivedAt(),
                kept.dueAt(),
                kept.expiresAt(),
                kept.attempts(),
                request,
                failures);
    }

    /** Nothing if its body is gone or broken; then nothing can be sent, but the rest can be shown. */
    private Future<Optional<ShownRequest>> request(DeliveryTable.Kept kept) {
        Served here = served.get(kept.destination());
        Buffer packed = kept.packed();
        if (here == null || packed == null) {
            return Future.succeededFuture(Optional.empty());
        }
        return unpacker.unpack(packed)
                .map(Optional::of)
                .otherwise(Optional.empty())
                .map(body -> body.map(it -> here.sender().show(outgoing(kept, it))));
    }

    private static Outgoing outgoing(DeliveryTable.Kept kept, Buffer body) {
        return new Outgoing(
                kept.webhookId(),
                kept.event(),
                kept.source(),
                kept.attempts() + 1,
                body,
                kept.pieces().first());
    }

    @Override
    public Future<Boolean> replay(long deliveryId) {
        return deliveries.find(deliveryId).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(false);
            }
            Optional<Served> here = Optional.ofNullable(served.get(found.get().destination()));
            Duration tryFor =
                    here.map(it -> it.destination().settings().retryFor()).orElse(TRY_FOR);
            return deliveries
                    .replay(deliveryId, tryFor)
                    .onSuccess(kept -> here.ifPresent(
                            it -> it.worker().wake(Set.of(found.get().lane()))))
                    .map(Optional::isPresent);
        });
    }

    @Override
    public Future<Boolean> drop(long deliveryId) {
        return deliveries.drop(deliveryId);
    }
}
