package io.wkgate.relay;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.TrustOptions;
import io.wkgate.config.DestinationSettings;
import io.wkgate.config.DestinationSettings.Order;
import io.wkgate.config.DestinationSettings.Shape;
import io.wkgate.config.DestinationUrl;
import io.wkgate.config.Secret;
import io.wkgate.store.Source;
import io.wkgate.testing.SettableClock;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A sender to one destination, and how to make it send. */
final class HttpSenderFixture implements AutoCloseable {

    /** Long, for a busy machine. */
    static final Duration PATIENT = Duration.ofSeconds(20);

    static final String BODY = "[{\"message_id\":1,\"payload\":\"好\"}]";

    private static final Outgoing DELIVERY = delivery("msg.notify", Source.WEBHOOK, 1);

    private final Sender sender;

    private HttpSenderFixture(Sender sender) {
        this.sender = sender;
    }

    static Destination to(URI url) {
        return new Destination(url, Map.of(), List.of(), PATIENT, false, 2);
    }

    static Outgoing delivery(String event, Source source, int attempt) {
        return new Outgoing("evt_0123456789abcdef", event, source, attempt, Buffer.buffer(BODY), Optional.empty());
    }

    AttemptResult send() throws Exception {
        return send(DELIVERY);
    }

    AttemptResult send(Outgoing delivery) throws Exception {
        return sender.send(delivery).await(60, TimeUnit.SECONDS);
    }

    Sender sender() {
        return sender;
    }

    ShownRequest show() {
        return sender.show(DELIVERY);
    }

    @Override
    public void close() {
        sender.close();
    }

    /** The settings of which a test may want others. */
    record Destination(
            URI url,
            Map<String, String> headers,
            List<String> secrets,
            Duration timeout,
            boolean allowLinkLocal,
            int concurrency) {

        Destination concurrency(int other) {
            return new Destination(url, headers, secrets, timeout, allowLinkLocal, other);
        }

        Destination headers(Map<String, String> other) {
            return new Destination(url, other, secrets, timeout, allowLinkLocal, concurrency);
        }

        Destination secrets(String... other) {
            return new Destination(url, headers, List.of(other), timeout, allowLinkLocal, concurrency);
        }

        Destination timeout(Duration other) {
            return new Destination(url, headers, secrets, other, allowLinkLocal, concurrency);
        }

        Destination linkLocalAllowed() {
            return new Destination(url, headers, secrets, timeout, true, concurrency);
        }

        HttpSenderFixture open(Vertx vertx) {
            return new HttpSenderFixture(new HttpSender(vertx, settings(), new SettableClock()));
        }

        HttpSenderFixture open(Vertx vertx, ResolvedAddresses resolved) {
            return new HttpSenderFixture(
                    new HttpSender(vertx, settings(), new SettableClock(), resolved, Optional.empty()));
        }

        HttpSenderFixture open(Vertx vertx, TrustOptions trust) {
            return open(vertx, ResolvedAddresses.by(vertx), trust);
        }

        HttpSenderFixture open(Vertx vertx, ResolvedAddresses resolved, TrustOptions trust) {
            return new HttpSenderFixture(
                    new HttpSender(vertx, settings(), new SettableClock(), resolved, Optional.of(trust)));
        }

        Sender sender(Vertx vertx, Clock clock) {
            return new HttpSender(vertx, settings(), clock);
        }

        private DestinationSettings settings() {
            return new DestinationSettings(
                    "business",
                    new DestinationUrl(url),
                    List.of(),
                    Shape.ASIS,
                    headers.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, entry -> new Secret(entry.getValue()))),
                    secrets.stream().map(Secret::new).toList(),
                    concurrency,
                    0,
                    timeout,
                    Order.NONE,
                    Duration.ofSeconds(1),
                    Duration.ofHours(1),
                    Duration.ofHours(72),
                    allowLinkLocal);
        }
    }
}
