package io.wkgate.replica;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.store.Database;
import io.wkgate.store.Leases;
import io.wkgate.store.Migrations;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.TestGateway;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** One replica, as far as others see it. */
final class ReplicaFixture implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofSeconds(3);

    final UUID id = UUID.randomUUID();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Vertx vertx = Vertx.vertx();
    private final Database database;
    private final Leases leases;
    private final Replicas replicas;

    private ReplicaFixture(ConnectionDetails details, String name, Clock clock, byte settings) {
        database = Database.of(vertx, DatabaseUrl.parse(TestGateway.url(details)), 2, Duration.ofSeconds(2));
        leases = new Leases(database, id);
        byte[] digest = new byte[32];
        digest[31] = settings;
        replicas = new Replicas(
                vertx, new Self(id, name, "1.0", Buffer.buffer(digest)), clock, database, TIMEOUT, leases, registry);
    }

    static void makeTables(ConnectionDetails details) {
        DatabaseUrl url = DatabaseUrl.parse(TestGateway.url(details));
        new Migrations(url, LayoutName.NATIVE, Duration.ofSeconds(10)).run();
    }

    static ReplicaFixture start(ConnectionDetails details, String name) {
        return start(details, name, Clock.systemUTC(), (byte) 7);
    }

    static ReplicaFixture start(ConnectionDetails details, String name, Clock clock, byte settings) {
        ReplicaFixture fixture = new ReplicaFixture(details, name, clock, settings);
        fixture.replicas.start();
        return fixture;
    }

    Replicas replicas() {
        return replicas;
    }

    Leases leases() {
        return leases;
    }

    Replicas.View view() {
        return replicas.view().await();
    }

    double metric(String name) {
        return registry.get(name).gauge().value();
    }

    /** Ends without a word, as a killed process does. */
    @Override
    public void close() {
        EndOf.vertx(vertx);
    }
}
