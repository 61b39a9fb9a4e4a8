package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.store.embedded.LoopbackPort;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Sql;
import io.wkgate.testing.TestGateway;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A WuKongIM, a gateway behind its webhook, and the users who chat there. */
final class RevokeStage implements AutoCloseable {

    private final ConnectionDetails database;
    private final RevokeServer server;
    private final TestGateway gateway;
    private final Users users;

    private RevokeStage(ConnectionDetails database, RevokeServer server, TestGateway gateway) {
        this.database = database;
        this.server = server;
        this.gateway = gateway;
        users = new Users(server.api(), server::webSocket);
    }

    static RevokeStage set(
            ConnectionDetails database, String version, RevokeServer.Starter starter, Map<String, String> settings) {
        int port = LoopbackPort.choose();
        RevokeServer server = starter.start(version, "http://127.0.0.1:" + port + "/webhook/" + TestGateway.TOKEN);
        Map<String, String> variables = new HashMap<>(Map.of(
                "WKGATE_INTAKE_PORT", Integer.toString(port),
                "WKGATE_UPSTREAM_URLS", server.api(),
                "WKGATE_REVOKE_FIRST_PAUSE", "100ms",
                "WKGATE_REVOKE_LONGEST_PAUSE", "1s",
                "WKGATE_REVOKE_ECHO_TIMEOUT", "1s"));
        variables.putAll(settings);
        RevokeStage stage = new RevokeStage(database, server, TestGateway.start(database, variables));
        stage.awaitUpstream();
        return stage;
    }

    /** Until the gateway has an answer of WuKongIM to its last question. */
    void awaitUpstream() {
        await().until(this::upstreamIsKnown);
    }

    private boolean upstreamIsKnown() throws Exception {
        return gateway.ops("GET", "/v1/upstream").body().contains("\"known\"");
    }

    Users users() {
        return users;
    }

    RevokeServer server() {
        return server;
    }

    TestGateway gateway() {
        return gateway;
    }

    ConnectionDetails database() {
        return database;
    }

    /** A message that is sent and stored; its id. */
    long stored(String fromUid, String channelId, int channelType) {
        long id = users.send(fromUid, channelId, channelType);
        await().until(() -> MessageRows.byId(database).containsKey(id));
        return id;
    }

    /** Asks for a revoke and waits for its end; the answer must not be a refusal. */
    JsonObject revoke(JsonObject request) throws Exception {
        HttpResponse<String> answer =
                gateway.api("POST", "/v1/revokes", request.put("wait", "30s").encode());
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
        return new JsonObject(answer.body());
    }

    /** The revoke as it is now, with its attempts. */
    JsonObject shown(String id) throws Exception {
        return new JsonObject(gateway.api("GET", "/v1/revokes/" + id, "").body());
    }

    /** The channel of a message's row. */
    ChannelKey channel(long messageId) throws Exception {
        String where = " FROM message WHERE message_id = " + messageId;
        return new ChannelKey(
                (int) Sql.number(database, "SELECT channel_type" + where),
                Sql.column(database, "SELECT channel_id" + where).get(0));
    }

    /** Whether the message's row says who revoked it. */
    List<String> revokers(long messageId) throws Exception {
        return Sql.column(
                database, "SELECT revoker_id FROM message WHERE is_revoked = 1 AND message_id = " + messageId);
    }

    static JsonObject by(long messageId, String uid, String role) {
        return new JsonObject()
                .put("message_id", Long.toString(messageId))
                .put("operator", new JsonObject().put("uid", uid).put("role", role));
    }

    @Override
    public void close() {
        gateway.close();
        server.close();
    }
}
