package io.wkgate.delivery;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.wkgate.store.embedded.ConnectionDetails;
import io.wkgate.testing.EventBodies;
import io.wkgate.testing.EventSender;
import io.wkgate.testing.TestGateway;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A gateway in this JVM with its destinations, and somebody who sends it events. */
final class Scene implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(60);

    private final ConnectionDetails database;
    private final TestGateway gateway;
    private final EventSender sender = new EventSender();
    private final Sent sent = new Sent();

    Scene(ConnectionDetails database, JsonObject... destinations) {
        this(database, Map.of(), destinations);
    }

    Scene(ConnectionDetails database, Map<String, String> variables, JsonObject... destinations) {
        this.database = database;
        this.gateway = TestGateway.start(database, DestinationJson.with(variables, destinations));
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

    Sent sent() {
        return sent;
    }

    List<URI> webhooks() {
        return List.of(URI.create(gateway.webhook() + "?event=msg.notify"));
    }

    /** Posts one msg.notify of these messages; its status. */
    int post(JsonObject... entries) {
        List<Item> items = List.of(entries).stream()
                .map(entry -> Item.message(entry.getLong("message_id"), entry.getString("channel_id")))
                .toList();
        sent.tries(items);
        int status = sender.post(webhooks().get(0), EventBodies.notifyOf(entries))
                .timeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .await();
        if (status == 200) {
            sent.acknowledged(items);
        }
        return status;
    }

    /** Returns when the receiver has everything that was acknowledged. */
    void awaitAllReceivedBy(BusinessServer receiver) {
        awaitAll(sent, receiver);
    }

    static void awaitAll(Sent sent, BusinessServer receiver) {
        await().until(() -> sent.allReceivedBy(receiver));
    }

    @Override
    public void close() {
        gateway.close();
        sender.close();
    }
}
