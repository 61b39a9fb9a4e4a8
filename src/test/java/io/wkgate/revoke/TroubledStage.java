package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.wkgate.chat.ChatCalls;
import io.wkgate.chat.ChatClient;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.store.embedded.LoopbackPort;
import io.wkgate.testing.GatewayProcess;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A simulated WuKongIM that can be troubled, a gateway in a process of its own that can be killed, and in the group {@code g}
 * the users {@code u1} and {@code u2}, both online.
 */
final class TroubledStage implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(60);

    private final ConnectionDetails database;
    private final SimulatedRevokeServer server;
    private final UpstreamFront front;
    private final GatewayProcess gateway;
    private final GatewayApi api;
    private final Users users;
    private final ChatClient one;
    private final ChatClient two;

    TroubledStage(ConnectionDetails database, String version, Map<String, String> settings) throws Exception {
        this.database = database;
        int intake = LoopbackPort.choose();
        int apiPort = LoopbackPort.choose();
        server = new SimulatedRevokeServer(version, "http://127.0.0.1:" + intake + "/webhook/" + TestGateway.TOKEN);
        front = new UpstreamFront(server);
        Map<String, String> variables = new HashMap<>(Map.of(
                "WKGATE_INTAKE_PORT", Integer.toString(intake),
                "WKGATE_API_PORT", Integer.toString(apiPort),
                "WKGATE_UPSTREAM_URLS", front.url(),
                "WKGATE_UPSTREAM_TIMEOUT", "1s",
                "WKGATE_UPSTREAM_PROBE_INTERVAL", "5s",
                "WKGATE_REVOKE_FIRST_PAUSE", "100ms",
                "WKGATE_REVOKE_LONGEST_PAUSE", "1s",
                "WKGATE_REVOKE_ECHO_TIMEOUT", "2s",
                "WKGATE_REVOKE_LEASE", "1s"));
        variables.putAll(settings);
        gateway = GatewayProcess.start(database, variables);
        api = new GatewayApi(apiPort);
        users = new Users(server.api(), server::webSocket);
        users.group("g", false, "u1", "u2");
        one = users.online("u1", ChatClient.APP);
        two = users.online("u2", ChatClient.APP);
        await().until(() -> gateway.output().contains("is WuKongIM"));
    }

    UpstreamFront front() {
        return front;
    }

    SimulatedRevokeServer server() {
        return server;
    }

    GatewayProcess gateway() {
        return gateway;
    }

    GatewayApi api() {
        return api;
    }

    ConnectionDetails database() {
        return database;
    }

    /** A stored message of u1 in the group. */
    long stored() {
        long id = users.send("u1", "g", ChatCalls.GROUP);
        await().until(() -> MessageRows.byId(database).containsKey(id));
        return id;
    }

    /** Asks for its revoke by its sender, who names the members. */
    String revoke(long message) throws Exception {
        return api.revoke(RevokeStage.by(message, "u1", "member").put("subscribers", JsonArray.of("u1", "u2")));
    }

    /** The same, and the members are to be asked for. */
    String revokeNamingNobody(long message) throws Exception {
        return api.revoke(RevokeStage.by(message, "u1", "member"));
    }

    boolean seenByEverybody(long message) {
        return seenBySender(message) && seen(two, message);
    }

    boolean seenBySender(long message) {
        return seen(one, message);
    }

    private static boolean seen(ChatClient client, long message) {
        return client.revokes().stream().anyMatch(revoke -> revoke.messageId().equals(Long.toString(message)));
    }

    /** It took effect for everybody who is online, and the row is marked once. */
    void assertDone(String revoke, long message) throws Exception {
        assertConfirmedOnce(revoke, message);
        await().until(() -> seenByEverybody(message));
    }

    /** The same where a client may connect again only after the command: it then asks /message/sync. */
    void assertTold(String revoke, long message) throws Exception {
        assertConfirmedOnce(revoke, message);
        await().until(() -> told(one, message) && told(two, message));
    }

    private void assertConfirmedOnce(String revoke, long message) throws Exception {
        await().untilAsserted(() ->
                assertThat(api.state(revoke)).as(() -> shown(revoke)).isEqualTo("confirmed"));
        String of = " WHERE message_id = " + message;
        assertThat(Sql.column(database, "SELECT revoker_id FROM message" + of + " AND is_revoked = 1"))
                .containsExactly("u1");
        assertThat(Sql.number(database, "SELECT COUNT(*) FROM wkgate_revoke" + of))
                .isOne();
        assertThat(Sql.column(database, "SELECT action FROM wkgate_audit" + of)).containsExactly("accepted");
    }

    private boolean told(ChatClient client, long message) {
        return seen(client, message) || users.syncedRevokes(client.uid()).contains(Long.toString(message));
    }

    private String shown(String revoke) {
        try {
            return api.shown(revoke).encodePrettily();
        } catch (Exception e) {
            return e.toString();
        }
    }

    @Override
    public void close() throws Exception {
        one.close();
        two.close();
        gateway.close();
        front.close();
        server.close();
    }
}
