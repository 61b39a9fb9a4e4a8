package io.wkgate.upstream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.config.UpstreamUrl;
import io.wkgate.store.Database;
import io.wkgate.store.Leases;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.TestGateway;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** The watch of one replica, with connections to WuKongIM and to the database of its own. */
final class SharingReplica implements AutoCloseable {

    final UUID id = UUID.randomUUID();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final UpstreamWatch watch;
    /** What it told its listeners. */
    final List<NodeStatus> told = new CopyOnWriteArrayList<>();

    private final Vertx vertx = Vertx.vertx();
    private final UpstreamClient client;
    private boolean dead;

    SharingReplica(ConnectionDetails details, String url, Duration interval) {
        Database database = Database.of(vertx, DatabaseUrl.parse(TestGateway.url(details)), 2, Duration.ofSeconds(1));
        client = new UpstreamClient(
                vertx,
                StepRunner.settings(List.of(UpstreamUrl.parse(url)), List.of(), Optional.empty(), Optional.empty()),
                new Patience(Duration.ofSeconds(5), 1, Duration.ofMillis(5), 1000, Duration.ofMillis(50), 32));
        watch = new UpstreamWatch(
                vertx,
                client.nodes(),
                new Probe(client, Clock.systemUTC()),
                interval,
                registry,
                new ProbeTable(database, new Leases(database, id), id));
        watch.listen((before, after) -> told.add(after));
        watch.start();
    }

    NodeStatus status() {
        return watch.statuses().get(0);
    }

    UpstreamNode node() {
        return status().node();
    }

    boolean is(NodeStatus.State state) {
        return status().state() == state;
    }

    String line() {
        return status().known().map(UpstreamReport::line).orElse("");
    }

    /** Like a process that is killed: it gives nothing back. */
    void die() {
        if (!dead) {
            dead = true;
            EndOf.vertx(vertx);
        }
    }

    @Override
    public void close() {
        if (!dead) {
            watch.stop();
            client.close();
        }
        die();
    }
}
