package io.wkgate.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.wkgate.intake.grpc.EventStatus;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.EventSender;
import io.wkgate.testing.MessageRows;
import io.wkgate.testing.Scrape;
import io.wkgate.testing.TestGateway;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A gateway, a sender and a database server of its own that a test breaks. */
final class FaultFixture implements AutoCloseable {

    private final DatabaseServer server;
    private final ConnectionDetails database;
    private final TestGateway gateway;
    private final EventSender sender = new EventSender();

    FaultFixture(DatabaseServer server, Map<String, String> variables) throws Exception {
        this.server = server;
        this.database = server.createDatabase();
        Map<String, String> all = new HashMap<>(Map.of("WKGATE_DATABASE_TIMEOUT", "1s", "WKGATE_INTAKE_HOLD", "30s"));
        all.putAll(variables);
        this.gateway = TestGateway.start(database, all);
    }

    DatabaseServer server() {
        return server;
    }

    ConnectionDetails database() {
        return database;
    }

    TestGateway gateway() {
        return gateway;
    }

    EventSender sender() {
        return sender;
    }

    /** Posts messages over HTTP; whether they were answered with 200. */
    Future<Boolean> post(List<Long> ids) {
        return sender.post(gateway, "msg.notify", EventBodies.notifyOf(ids)).map(status -> status == 200);
    }

    /** Sends messages over gRPC; whether the answer was Success. */
    Future<Boolean> call(List<Long> ids) {
        return sender.call(gateway, "msg.notify", EventBodies.notifyOf(ids))
                .map(answer -> answer.getStatus() == EventStatus.Success);
    }

    Scrape scrape() {
        return Scrape.of(gateway);
    }

    /** Both are answered with success and every message is a row, once. */
    void assertStored(Future<Boolean> posted, List<Long> postedIds, Future<Boolean> called, List<Long> calledIds)
            throws Exception {
        assertThat(posted.await()).as("HTTP 200").isTrue();
        assertThat(called.await()).as("gRPC Success").isTrue();
        assertThat(MessageRows.byId(database).keySet()).containsAll(postedIds).containsAll(calledIds);
        assertThat(scrape().value("wkgate_held_bytes")).isZero();
    }

    @Override
    public void close() {
        sender.close();
        gateway.close();
    }
}
