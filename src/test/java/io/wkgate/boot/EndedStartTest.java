package io.wkgate.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.config.DatabaseUrl;
import io.wkgate.config.Secret;
import io.wkgate.store.MigrationStep;
import io.wkgate.store.Migrations;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.EventSender;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.TcpProxy;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise: TERM that comes while a gateway starts ends it with 0, whatever it is doing. The embedded database is ended
 * with it, no migration is broken off, and what was acknowledged is stored.
 */
@ExtendWith(DatabaseServerExtension.class)
class EndedStartTest {

    private static final int MOMENTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private EventSender sender;

    @BeforeEach
    void prepareSending() {
        sender = new EventSender();
    }

    @AfterEach
    void stopSending() {
        sender.close();
    }

    @Test
    void atAnyMomentFromTheFirstLookAtTheDatabase(DatabaseServer server) throws Exception {
        long whole = measuredStart(server);
        for (int moment = 0; moment < MOMENTS; moment++) {
            ConnectionDetails database = server.createDatabase();
            try (TcpProxy proxy = TcpProxy.start(sender.vertx(), database.host(), database.port());
                    StartingProcess gateway = StartingProcess.on(proxy.through(database))) {
                soon().until(() -> proxy.connectionCount() > 0);
                TimeUnit.NANOSECONDS.sleep(whole * moment / MOMENTS);
                assertThat(gateway.terminate()).as(gateway.printed()).isZero();
            }
            assertThat(migrations(database).steps()).noneMatch(step -> step.state() == MigrationStep.State.FAILED);
            migrations(database).run();
        }
    }

    /** How long it takes from the first look at an empty database until it serves, in nanoseconds. */
    private long measuredStart(DatabaseServer server) throws Exception {
        ConnectionDetails database = server.createDatabase();
        try (TcpProxy proxy = TcpProxy.start(sender.vertx(), database.host(), database.port());
                StartingProcess gateway = StartingProcess.on(proxy.through(database))) {
            soon().until(() -> proxy.connectionCount() > 0);
            long begun = System.nanoTime();
            soon().until(gateway::serves);
            long took = System.nanoTime() - begun;
            assertThat(gateway.terminate()).isZero();
            return took;
        }
    }

    @Test
    void asSoonAsTheFirstEventIsAcknowledged(ConnectionDetails database) throws Exception {
        List<Long> ids = EventBodies.ids(0, 5);
        try (StartingProcess gateway = StartingProcess.on(database)) {
            soon().until(() -> acknowledges(gateway, ids));
            assertThat(gateway.terminate()).as(gateway.printed()).isZero();
            assertThat(gateway.printed()).contains("draining", "stopped");
        }
        assertThat(MessageRows.byId(database)).containsOnlyKeys(ids);
    }

    private boolean acknowledges(StartingProcess gateway, List<Long> ids) {
        return sender.post(gateway.webhook(), EventBodies.notifyOf(ids))
                .otherwise(0)
                .map(status -> status == 200)
                .await();
    }

    @Test
    void whileItWaitsForADatabase(ConnectionDetails database) throws Exception {
        try (TcpProxy proxy = TcpProxy.start(sender.vertx(), database.host(), database.port())) {
            proxy.hang(true);
            try (StartingProcess gateway = StartingProcess.on(proxy.through(database))) {
                soon().until(() -> proxy.connectionCount() > 0);
                assertThat(gateway.terminate()).isZero();
                assertThat(gateway.printed()).contains("stopped").doesNotContain("wkgate: ");
            }
        }
    }

    @Test
    void withTheEmbeddedDatabase(@TempDir Path directory) throws Exception {
        Path home = directory.resolve("mariadb");
        List<Moment> moments = List.of(
                new Moment("its program is unpacked", gateway -> Files.exists(home.resolve("base"))),
                new Moment("its server runs", gateway -> servers(home) > 0),
                new Moment("it can be used", gateway -> Files.exists(home.resolve("connection.json"))),
                new Moment("the first listener is open", gateway -> listens(gateway.opsPort())));
        for (Moment moment : moments) {
            Files.deleteIfExists(home.resolve("connection.json"));
            try (StartingProcess gateway = StartingProcess.embedded(directory)) {
                soon().until(() -> moment.hasCome().of(gateway));
                assertThat(gateway.terminate())
                        .as(moment + "\n" + gateway.printed())
                        .isZero();
                assertThat(servers(home)).as(moment.name()).isZero();
            }
        }
    }

    /** A state of the start that can be seen from outside. */
    private record Moment(String name, Look hasCome) {}

    private interface Look {
        boolean of(StartingProcess gateway) throws IOException;
    }

    private static long servers(Path home) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("--datadir=" + home))
                .count();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static Migrations migrations(ConnectionDetails database) {
        DatabaseUrl url = new DatabaseUrl(
                database.host(),
                database.port(),
                database.user(),
                new Secret(database.password()),
                database.database());
        return new Migrations(url, LayoutName.NATIVE, PATIENCE);
    }

    private static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }
}
