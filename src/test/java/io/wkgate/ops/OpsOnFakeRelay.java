package io.wkgate.ops;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.config.OpsSettings;
import io.wkgate.config.Secret;
import io.wkgate.config.UpstreamSettings;
import io.wkgate.config.UpstreamUrl;
import io.wkgate.event.Refusal;
import io.wkgate.intake.DatabaseWatch;
import io.wkgate.intake.RelayPlan;
import io.wkgate.intake.Replay;
import io.wkgate.replica.Replicas;
import io.wkgate.replica.Self;
import io.wkgate.store.Database;
import io.wkgate.store.DeadLetters;
import io.wkgate.store.Leases;
import io.wkgate.store.MessageStore;
import io.wkgate.store.Migrations;
import io.wkgate.store.NewDeadLetter;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.PlainHttp;
import io.wkgate.testing.TestGateway;
import io.wkgate.upstream.Probe;
import io.wkgate.upstream.UpstreamClient;
import io.wkgate.upstream.UpstreamWatch;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The ops listener alone on a test's database, over a relay that sends nothing and gaps that are made up; revokes are not there. */
public final class OpsOnFakeRelay implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = PlainHttp.client();
    private final Database database;
    private final FakeRelayDesk relay;
    private final FakeGapDesk gaps = new FakeGapDesk();
    private final Leases leases;
    private final Replicas replicas;
    private final UpstreamClient nobody;
    private final int port;

    public OpsOnFakeRelay(ConnectionDetails details) {
        this(details, List.of("http://127.0.0.1:1"));
    }

    /** @param upstreams the nodes that are configured; none of them is called */
    OpsOnFakeRelay(ConnectionDetails details, List<String> upstreams) {
        DatabaseUrl url = DatabaseUrl.parse(TestGateway.url(details));
        Duration patience = Duration.ofSeconds(10);
        new Migrations(url, LayoutName.NATIVE, patience).run();
        database = Database.of(vertx, url, 4, patience);
        relay = new FakeRelayDesk(database);
        Self self = new Self(UUID.randomUUID(), "this-one", "1.0", Buffer.buffer(new byte[32]));
        leases = new Leases(database, self.id());
        replicas = new Replicas(vertx, self, Clock.systemUTC(), database, patience, leases, new SimpleMeterRegistry());
        nobody = client(upstreams);
        DeadLetters letters = new DeadLetters(database);
        MessageStore store = MessageStore.open(database, LayoutName.NATIVE).await();
        Ops ops = new Ops(
                vertx,
                new OpsSettings("127.0.0.1", 0, Optional.empty(), false, Optional.empty(), Optional.empty()),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                new DatabaseWatch(System::nanoTime),
                letters,
                new Replay(store, letters, RelayPlan.NONE),
                null,
                relay,
                gaps,
                replicas,
                watch(),
                null);
        port = ops.start(new Secret(TestGateway.OPS_KEY)).await();
    }

    private UpstreamClient client(List<String> urls) {
        UpstreamSettings settings = new UpstreamSettings(
                urls.stream().map(UpstreamUrl::parse).toList(),
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                List.of(),
                Optional.empty(),
                Optional.empty());
        return new UpstreamClient(vertx, settings);
    }

    /** One that is never started. */
    private UpstreamWatch watch() {
        return new UpstreamWatch(
                vertx,
                nobody.nodes(),
                new Probe(nobody, Clock.systemUTC()),
                Duration.ofMinutes(1),
                new SimpleMeterRegistry());
    }

    public FakeGapDesk gaps() {
        return gaps;
    }

    public FakeRelayDesk relay() {
        return relay;
    }

    /** What this one would tell of itself; it does not beat by itself. */
    public Replicas replicas() {
        return replicas;
    }

    /** This one's. */
    public Leases leases() {
        return leases;
    }

    public int port() {
        return port;
    }

    /** Sets aside what can never be a message. */
    void setAsideMessage(String bytes) {
        setAside(NewDeadLetter.Kind.MESSAGE, NewDeadLetter.Part.ENTRY, bytes);
    }

    void setAside(NewDeadLetter.Kind kind, NewDeadLetter.Part part, String bytes) {
        NewDeadLetter letter = new NewDeadLetter(
                kind, "msg.notify", part, new Refusal("payload", "not base64"), Buffer.buffer(bytes), bytes.length());
        database.commit(List.of(DeadLetters.insert(letter))).await();
    }

    HttpResponse<String> call(String method, String path) throws Exception {
        return call(method, path, "");
    }

    HttpResponse<String> call(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + TestGateway.OPS_KEY)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        nobody.close();
        database.close().await();
        EndOf.vertx(vertx);
    }
}
