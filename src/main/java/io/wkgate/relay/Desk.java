package io.wkgate.relay;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Answers operators from the tables. */
final class Desk implements RelayDesk {

    @Override
    public Future<List<DestinationStatus>> destinations() {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Boolean> stop(String destination, String reason) {
        return Future.succeededFuture(false);
    }

    @Override
    public Future<Boolean> start(String destination) {
        return Future.succeededFuture(false);
    }

    @Override
    public Future<Optional<Integer>> forget(String destination) {
        return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<Optional<DeliveryView>> find(long deliveryId) {
        return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<Boolean> replay(long deliveryId) {
        return Future.succeededFuture(false);
    }

    @Override
    public Future<Boolean> drop(long deliveryId) {
        return Future.succeededFuture(false);
    }
}
