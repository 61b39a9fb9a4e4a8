package io.wkgate.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.config.Secret;
import io.wkgate.config.Settings;
import io.wkgate.config.SettingsLoader;
import io.wkgate.store.Database;
import io.wkgate.store.MessageStore;
import io.wkgate.store.Migrations;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.EventSender;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TcpProxy;
import io.wkgate.testing.TestGateway;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promise: a command is acknowledged after its row is committed, as a message is, and who waits for the echoes of
 * revokes is told then and not before.
 */
@ExtendWith(DatabaseServerExtension.class)
class CommandsIntakeTest {

    private static final long ID = EventBodies.FIRST_ID;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final EventSender sender = new EventSender();
    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<List<Long>> echoes = new CopyOnWriteArrayList<>();
    /** Rows that were there when an echo was told. */
    private final List<Long> rowsAtEcho = new CopyOnWriteArrayList<>();

    private ConnectionDetails database;
    private TcpProxy proxy;
    private Database pool;
    private Intake intake;

    @BeforeEach
    void prepare(ConnectionDetails fresh) {
        database = fresh;
        proxy = TcpProxy.start(sender.vertx(), fresh.host(), fresh.port());
        start(this::echo);
    }

    private void echo(List<Long> revoked) {
        try {
            rowsAtEcho.add(Sql.number(database, "SELECT COUNT(*) FROM wkgate_command"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        echoes.add(revoked);
    }

    private void start(Consumer<List<Long>> listener) {
        Settings settings = SettingsLoader.load(
                null,
                TestGateway.environment(
                        proxy.through(database),
                        Map.of("WKGATE_INTAKE_HOLD", "30s", "WKGATE_INTAKE_COMMITS_IN_FLIGHT", "1")));
        DatabaseUrl url = DatabaseUrl.parse(TestGateway.url(proxy.through(database)));
        new Migrations(url, LayoutName.NATIVE, TIMEOUT).run();
        pool = Database.of(vertx, url, 4, TIMEOUT);
        MessageStore store = MessageStore.open(pool, LayoutName.NATIVE).await();
        Clock clock = Clock.systemUTC();
        intake = new Intake(
                vertx,
                settings.intake(),
                store,
                new DatabaseWatch(System::nanoTime),
                registry,
                clock,
                listener,
                RelayPlan.NONE,
                Losses.NONE);
        intake.start(new Secret(TestGateway.TOKEN), 1).await();
    }

    @AfterEach
    void close() {
        intake.drain(TIMEOUT).await();
        pool.close().await();
        EndOf.vertx(vertx);
        proxy.close();
        sender.close();
    }

    @Test
    void commandsAreKeptBesideTheMessagesOfTheirBody() throws Exception {
        assertThat(post(EventBodies.notifyOf(
                                EventBodies.message(ID),
                                EventBodies.revokeOf(ID + 1, ID),
                                EventBodies.command(ID + 2, "not JSON")))
                        .await())
                .isEqualTo(200);
        assertThat(MessageRows.byId(database)).containsOnlyKeys(ID);
        assertThat(commands()).containsExactly((ID + 1) + " " + ID, (ID + 2) + " none");
        await().untilAsserted(() -> assertThat(echoes).containsExactly(List.of(ID)));
    }

    @Test
    void aBodyOfCommandsAloneWaitsForTheDatabaseAndIsAnsweredAfterItsCommit() throws Exception {
        proxy.refuse(true);
        proxy.cutConnections();
        Future<Integer> posted = post(EventBodies.notifyOf(EventBodies.revokeOf(ID + 1, ID)));
        await().until(() -> registry.counter("wkgate.commit.failures").count() > 0);
        assertThat(posted.isComplete()).isFalse();
        assertThat(echoes).isEmpty();

        proxy.refuse(false);
        assertThat(posted.await()).isEqualTo(200);
        assertThat(commands()).containsExactly((ID + 1) + " " + ID);
        await().untilAsserted(() -> assertThat(echoes).containsExactly(List.of(ID)));
        assertThat(rowsAtEcho).containsExactly(1L);
    }

    @Test
    void aCommandThatComesAgainIsOneRowAndToldAgain() throws Exception {
        byte[] body = EventBodies.notifyOf(EventBodies.revokeOf(ID + 1, ID), EventBodies.revokeOf(ID + 2, ID));
        assertThat(post(body).await()).isEqualTo(200);
        assertThat(post(body).await()).isEqualTo(200);
        assertThat(commands()).hasSize(2);
        await().untilAsserted(() -> assertThat(echoes).containsExactly(List.of(ID), List.of(ID)));
    }

    @Test
    void aCommandThatIsAlsoNoPersistIsKeptAndATransientIsNot() throws Exception {
        JsonObject both = EventBodies.revokeOf(ID + 1, ID);
        both.getJsonObject("header").put("no_persist", 1);
        JsonObject onlyTransient = EventBodies.message(ID + 2);
        onlyTransient.getJsonObject("header").put("no_persist", 1);
        assertThat(post(EventBodies.notifyOf(both, onlyTransient)).await()).isEqualTo(200);
        assertThat(commands()).containsExactly((ID + 1) + " " + ID);
        assertThat(MessageRows.count(database)).isZero();
    }

    @Test
    void aListenerThatThrowsCostsNoEvent() throws Exception {
        intake.drain(TIMEOUT).await();
        pool.close().await();
        start(revoked -> {
            echoes.add(revoked);
            throw new IllegalStateException("no room");
        });
        for (int i = 0; i < 3; i++) {
            assertThat(post(EventBodies.notifyOf(EventBodies.message(ID + 10 + i), EventBodies.revokeOf(ID + i, ID)))
                            .await())
                    .isEqualTo(200);
        }
        await().untilAsserted(() -> assertThat(echoes).hasSize(3));
        assertThat(commands()).hasSize(3);
    }

    @Test
    void aRefusedMessageCostsNoCommandOfItsBody() throws Exception {
        assertThat(post(EventBodies.notifyOf(
                                EventBodies.message(ID).put("from_uid", "x".repeat(256)),
                                EventBodies.message(ID + 1).put("payload", "&"),
                                EventBodies.revokeOf(ID + 2, ID)))
                        .await())
                .isEqualTo(200);
        assertThat(commands()).hasSize(1);
        assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_dead_letter"))
                .isEqualTo(2);
        await().untilAsserted(() -> assertThat(echoes).hasSize(1));
    }

    @Test
    void moreCommandsThanOnePartHoldsAreAllKept() throws Exception {
        List<JsonObject> entries = new ArrayList<>();
        for (int i = 0; i < 1300; i++) {
            entries.add(EventBodies.revokeOf(ID + i, ID + 5000 + i));
        }
        assertThat(post(EventBodies.notifyOf(entries.toArray(JsonObject[]::new)))
                        .await())
                .isEqualTo(200);
        assertThat(commands()).hasSize(1300);
        await().untilAsserted(() ->
                assertThat(echoes.stream().mapToInt(List::size).sum()).isEqualTo(1300));
    }

    private List<String> commands() throws Exception {
        return Sql.column(
                database,
                "SELECT CONCAT(message_id, ' ', COALESCE(revokes, 'none')) FROM wkgate_command ORDER BY message_id");
    }

    private Future<Integer> post(byte[] body) {
        return sender.post(
                URI.create("http://127.0.0.1:" + intake.httpPort() + "/webhook/" + TestGateway.TOKEN
                        + "?event=msg.notify"),
                body);
    }
}
