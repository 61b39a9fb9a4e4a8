package io.wkgate.ops;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.wkgate.replica.Replica;
import io.wkgate.replica.Replicas;
import io.wkgate.store.Leases.Lease;
import io.wkgate.web.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code /v1/replicas}: who there is, how each fares, and which leases it holds. */
final class ReplicaRoute {

    private final Replicas replicas;

    ReplicaRoute(Replicas replicas) {
        this.replicas = replicas;
    }

    void mount(Router router) {
        router.get("/v1/replicas").handler(this::list);
    }

    private void list(RoutingContext exchange) {
        replicas.view()
                .onSuccess(view -> exchange.json(json(view)))
                .onFailure(failure -> Problem.databaseAway().answer(exchange));
    }

    private static JsonObject json(Replicas.View view) {
        JsonArray items = new JsonArray();
        view.replicas().forEach(replica -> items.add(json(view, replica)));
        Set<UUID> known = view.replicas().stream().map(Replica::id).collect(Collectors.toSet());
        return new JsonObject()
                .put("answering", view.answering().id().toString())
                .put("items", items)
                // Of a replica that is older than the list, or that could not get on it yet.
                .put("leases_of_others", leases(view.leases(), holder -> !known.contains(holder)));
    }

    private static JsonObject json(Replicas.View view, Replica replica) {
        return new JsonObject()
                .put("id", replica.id().toString())
                .put("name", replica.name())
                .put("version", replica.version())
                .put("phase", replica.phase())
                .put("silent", replica.silent())
                .put("answering", replica.id().equals(view.answering().id()))
                .put("started_at", replica.startedAt().toString())
                .put("beat_at", replica.beatAt().toString())
                .put("beat_ago_millis", replica.beatAgo().toMillis())
                .put("clock_offset_millis", replica.clockOffset().toMillis())
                .put("settings", replica.settings())
                .put("settings_differ", !replica.settings().equals(view.settings()))
                .put("leases", leases(view.leases(), replica.id()::equals));
    }

    private static JsonArray leases(List<Lease> leases, Predicate<UUID> of) {
        JsonArray held = new JsonArray();
        for (Lease lease : leases) {
            Optional<UUID> holder = lease.holder().filter(of);
            holder.ifPresent(id -> held.add(new JsonObject()
                    .put("name", lease.name())
                    .put("until", lease.expiresAt().toString())
                    .put("holder", id.toString())));
        }
        return held;
    }
}
