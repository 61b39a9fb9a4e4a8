package io.wkgate.simulator;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Webhook calls of all events, counted, over the connections that they share. */
final class Calls {
    private final WebhookClient client;
    private final ConnectionLimit connections;
    private final Tally tally;
    private boolean closed;

    Calls(WebhookClient client, ConnectionLimit connections, Tally tally) {
        this.client = client;
        this.connections = connections;
        this.tally = tally;
    }

    /** One try; waiting in vain for a connection counts as one too, but is no request. */
    Future<Void> once(String event, Buffer body) {
        return connections.with(() -> {
            if (closed) {
                return Future.failedFuture("the server is gone");
            }
            tally.request(event);
            return client.send(event, body);
        });
    }

    /** From now on nothing leaves the server any more. */
    void close() {
        closed = true;
    }

    /** Several tries back to back, as v3 does them. */
    Future<Void> upTo(int tries, String event, Buffer body) {
        Future<Void> first = once(event, body);
        return tries <= 1 ? first : first.recover(failure -> upTo(tries - 1, event, body));
    }
}
