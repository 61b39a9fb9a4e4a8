package io.wkgate.repair;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.wkgate.event.ChannelKey;
import io.wkgate.outage.TestUpstream;
import io.wkgate.outage.UpstreamClient;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.store.embedded.LoopbackPort;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.GatewayProcess;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.TcpProxy;
import io.wkgate.testing.TestGateway;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** One gateway or several, each in a process of its own, between an upstream and a database; each can be taken away. */
final class Stage implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(60);

    private static final ChannelKey WARM_UP = new ChannelKey(2, "warmup");

    private final Setup setup;
    private final Vertx vertx = Vertx.vertx();
    private final DatabaseServer server;
    private final TcpProxy proxy;
    private final ConnectionDetails database;
    private final TestUpstream upstream;
    private final UpstreamClient client;
    private final LogReader logReader;
    private final List<GatewayProcess> gateways = new ArrayList<>();
    private final Set<Room> rooms = ConcurrentHashMap.newKeySet();

    Stage(Setup setup) throws Exception {
        this(setup, 1);
    }

    /** @param replicas gateways on one database; where there are several, upstream calls them in turn */
    Stage(Setup setup, int replicas) throws Exception {
        this.setup = setup;
        server = DatabaseServer.start();
        proxy = TcpProxy.start(vertx, LoopbackPort.HOST, server.port());
        database = server.createDatabase();
        int intake = LoopbackPort.choose();
        upstream = setup.start("http://127.0.0.1:" + intake + "/webhook/" + TestGateway.TOKEN);
        client = new UpstreamClient(upstream.api());
        // One for all readings, for each has connections of its own.
        logReader = LogReader.of(upstream);
        Map<String, String> variables = new HashMap<>(setup.settings(upstream));
        variables.put("WKGATE_INTAKE_GRPC_PORT", "-1");
        if (replicas == 1) {
            variables.put("WKGATE_INTAKE_PORT", String.valueOf(intake));
        }
        try {
            for (int i = 0; i < replicas; i++) {
                gateways.add(GatewayProcess.start(proxy.through(database), variables));
            }
        } catch (Exception e) {
            close();
            throw e;
        }
        if (replicas > 1) {
            Turns.start(
                    vertx,
                    intake,
                    gateways.stream().map(GatewayProcess::httpPort).toList());
        }
    }

    Setup setup() {
        return setup;
    }

    DatabaseServer server() {
        return server;
    }

    TcpProxy proxy() {
        return proxy;
    }

    ConnectionDetails database() {
        return database;
    }

    TestUpstream upstream() {
        return upstream;
    }

    UpstreamClient client() {
        return client;
    }

    GatewayProcess gateway() {
        return gateways.get(0);
    }

    List<GatewayProcess> gateways() {
        return gateways;
    }

    GapRows gaps() {
        return new GapRows(database);
    }

    /** A channel of the scene from now on; a group is made. */
    Room open(Room room) throws Exception {
        if (room.isGroup()) {
            client.createGroup(room.name(), room.users().toArray(String[]::new));
        }
        rooms.add(room);
        return room;
    }

    /** Sends it; its future gives the client_msg_no if upstream says that it took it. */
    CompletableFuture<Optional<String>> say(Said said) {
        return client.send(
                        said.fromUid(),
                        said.room().nameFor(said.fromUid()),
                        said.room().type(),
                        said.header())
                // Who is killed in the middle of it has not said so.
                .exceptionally(unanswered -> Optional.empty());
    }

    /** Sends so many messages, one after the other, and returns when upstream has taken all of them. */
    void say(String fromUid, Room room, int messages) {
        for (int i = 0; i < messages; i++) {
            await().until(() -> say(Said.message(fromUid, room)).join().isPresent());
        }
    }

    /** What upstream's log has of the scene. */
    List<LoggedMessage> log() throws Exception {
        List<LoggedMessage> log = new ArrayList<>();
        for (Room room : rooms) {
            log.addAll(logReader.read(room));
        }
        return log;
    }

    /** Ids of messages that upstream has and that its webhook gave up; nothing where it does not tell. */
    Optional<Set<Long>> lost() throws Exception {
        if (upstream.dropped().isEmpty()) {
            return Optional.empty();
        }
        Set<Long> dropped = upstream.dropped().get();
        return Optional.of(
                log().stream().map(LoggedMessage::id).filter(dropped::contains).collect(Collectors.toSet()));
    }

    /** The {@code message} table, without what makes sure that a real server is ready. */
    Collection<MessageRows.Row> table() throws SQLException {
        return MessageRows.all(database).stream()
                .filter(row -> !new ChannelKey(row.channelType(), row.channelId()).equals(WARM_UP))
                .toList();
    }

    Comparison compare() throws Exception {
        return Comparison.of(log(), table());
    }

    /** Returns when everything that upstream has of these channels is stored. */
    void awaitStored(Collection<Room> all) throws Exception {
        Set<ChannelKey> keys = all.stream().map(Room::key).collect(Collectors.toSet());
        await().until(() -> compare().missing().stream().noneMatch(missing -> keys.contains(missing.channel())));
    }

    /** Returns when what is said is stored again. */
    void awaitTaking(Room room) throws Exception {
        await().until(() -> {
            say(room.users().get(0), room, 1);
            return table().stream()
                    .anyMatch(row -> row.channelId().equals(room.key().id()));
        });
    }

    @Override
    public void close() throws Exception {
        for (GatewayProcess gateway : gateways) {
            gateway.close();
        }
        upstream.close();
        proxy.close();
        EndOf.vertx(vertx);
        server.close();
    }
}
