package io.wkgate.intake;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.config.Secret;
import io.wkgate.config.Settings;
import io.wkgate.config.SettingsLoader;
import io.wkgate.intake.grpc.EventStatus;
import io.wkgate.store.Database;
import io.wkgate.store.DeadLetter;
import io.wkgate.store.DeadLetterFilter;
import io.wkgate.store.DeadLetters;
import io.wkgate.store.MessageStore;
import io.wkgate.store.Migrations;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.EventSender;
import io.wkgate.testing.TcpProxy;
import io.wkgate.testing.TestGateway;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An intake with a relay's plan that a test chooses, behind a proxy to its database. */
final class RelayingIntake implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final EventSender sender = new EventSender();
    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TcpProxy proxy;
    private final Database pool;
    private final MessageStore store;
    private final RelayPlan relay;
    private final Intake intake;

    RelayingIntake(ConnectionDetails database, RelayPlan relay) {
        this(database, relay, Map.of());
    }

    RelayingIntake(ConnectionDetails database, RelayPlan relay, Map<String, String> variables) {
        this(database, relay, Losses.NONE, variables);
    }

    RelayingIntake(ConnectionDetails database, RelayPlan relay, Losses losses, Map<String, String> variables) {
        this.relay = relay;
        proxy = TcpProxy.start(sender.vertx(), database.host(), database.port());
        Map<String, String> all = new HashMap<>(Map.of("WKGATE_INTAKE_HOLD", "30s"));
        all.putAll(variables);
        Settings settings = SettingsLoader.load(null, TestGateway.environment(proxy.through(database), all));
        DatabaseUrl url = DatabaseUrl.parse(TestGateway.url(proxy.through(database)));
        new Migrations(url, LayoutName.NATIVE, TIMEOUT).run();
        pool = Database.of(vertx, url, 4, TIMEOUT);
        store = MessageStore.open(pool, LayoutName.NATIVE).await();
        Clock clock = Clock.systemUTC();
        intake = new Intake(
                vertx,
                settings.intake(),
                store,
                new DatabaseWatch(System::nanoTime),
                registry,
                clock,
                revoked -> {},
                relay,
                losses);
        intake.start(new Secret(TestGateway.TOKEN), 1).await();
    }

    /** Posts over HTTP; the future holds the status. */
    Future<Integer> post(String event, byte[] body) {
        return sender.post(
                URI.create("http://127.0.0.1:" + intake.httpPort() + "/webhook/" + TestGateway.TOKEN + "?event="
                        + URLEncoder.encode(event, StandardCharsets.UTF_8)),
                body);
    }

    /** Sends over gRPC; whether the answer was Success. */
    Future<Boolean> call(String event, byte[] body) {
        return sender.call(intake.grpcPort(), event, body).map(answer -> answer.getStatus() == EventStatus.Success);
    }

    /** Replays a dead letter. */
    Replay.Result replay(DeadLetter letter) {
        return new Replay(store, deadLetters(), relay).run(letter.id()).await().orElseThrow();
    }

    DeadLetters deadLetters() {
        return new DeadLetters(pool);
    }

    /** Every dead letter, the newest first, with its bytes. */
    List<DeadLetter> letters() {
        return deadLetters().list(DeadLetterFilter.ALL, Long.MAX_VALUE, 100).await().stream()
                .map(letter -> deadLetters().find(letter.id()).await().orElseThrow())
                .toList();
    }

    int httpPort() {
        return intake.httpPort();
    }

    void databaseGoes() {
        proxy.refuse(true);
        proxy.cutConnections();
    }

    void databaseComes() {
        proxy.refuse(false);
    }

    TcpProxy proxy() {
        return proxy;
    }

    double failedCommits() {
        return registry.counter("wkgate.commit.failures").count();
    }

    @Override
    public void close() {
        // Without its connections the intake need not wait for what may still come over them.
        sender.close();
        intake.drain(TIMEOUT).await();
        pool.close().await();
        EndOf.vertx(vertx);
    }
}
