package io.wkgate.revoke;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.wkgate.boot.Blocking;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.config.Settings;
import io.wkgate.config.SettingsLoader;
import io.wkgate.store.Commands;
import io.wkgate.store.Database;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.SettableClock;
import io.wkgate.testing.TestGateway;
import io.wkgate.upstream.Probe;
import io.wkgate.upstream.Upstream;
import io.wkgate.upstream.UpstreamClient;
import io.wkgate.upstream.UpstreamWatch;
import java.time.Duration;
import java.util.Map;

/** Housekeeping beside a gateway, on the same tables, that is done when a test says so and at the time that it says. */
final class HousekeepingFixture implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final SettableClock clock = new SettableClock();
    private final Database database;
    private final UpstreamClient client;
    private final Bindings bindings;
    private final RevokeHousekeeping housekeeping;

    HousekeepingFixture(ConnectionDetails details, Map<String, String> variables) {
        Settings settings = SettingsLoader.load(null, TestGateway.environment(details, variables));
        database = Database.of(vertx, DatabaseUrl.parse(TestGateway.url(details)), 8, Duration.ofSeconds(10));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        client = new UpstreamClient(vertx, settings.upstream());
        UpstreamWatch watch = new UpstreamWatch(
                vertx,
                client.nodes(),
                new Probe(client, clock),
                settings.upstream().probeInterval(),
                registry);
        client.nodes().forEach(node -> Blocking.await(watch.probeNow(node), LIMIT));
        Upstream upstream = new Upstream(vertx, settings.upstream(), client, watch);
        bindings = new Bindings(settings.revoke(), database, upstream);
        housekeeping = new RevokeHousekeeping(
                settings.revoke(),
                clock,
                database,
                new Commands(database),
                bindings,
                new RevokeQueue(database, settings.revoke().lease()),
                new RevokeMetrics(registry));
    }

    SettableClock clock() {
        return clock;
    }

    Bindings bindings() {
        return bindings;
    }

    BindingTable bindingTable() {
        return new BindingTable(database);
    }

    void clean() {
        Blocking.await(housekeeping.clean(), LIMIT);
    }

    @Override
    public void close() {
        client.close();
        Blocking.await(database.close(), LIMIT);
        EndOf.vertx(vertx);
    }
}
