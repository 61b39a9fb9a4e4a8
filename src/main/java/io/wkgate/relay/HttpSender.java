package io.wkgate.relay;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.TrustOptions;
import io.wkgate.config.DestinationSettings;
import io.wkgate.event.RelayedBody;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Makes attempts over HTTP/1.1. Connections are kept and used again; no redirect is followed; TLS is verified against the
 * JDK's trust store, or the one that {@code javax.net.ssl.trustStore} names. The destination's time-out bounds everything
 * from resolving its name to the answer's first 4 KiB. Thread-safe; a future completes on the caller's context.
 */
final class HttpSender implements Sender {

    /** Shorter than the 5 s after which Node's servers close what is idle, which would cost the next attempt. */
    private static final int IDLE_SECONDS = 4;

    private static final int ANSWER_HEAD_BYTES = 32 * 1024;

    private final Vertx vertx;
    private final DestinationSettings settings;
    private final Clock clock;
    private final HttpSenderTarget target;
    private final AddressRules rules;
    private final ResolvedAddresses resolved;
    private final RequestHeaders headers;
    private final HttpClient client;

    /** @throws IllegalArgumentException if a secret cannot sign; its message does not hold the secret */
    HttpSender(Vertx vertx, DestinationSettings settings, Clock clock) {
        this(vertx, settings, clock, ResolvedAddresses.by(vertx), Optional.empty());
    }

    /**
     * @param resolved asked before each attempt
     * @param trust whom to believe instead of the JDK's trust store
     */
    HttpSender(
            Vertx vertx,
            DestinationSettings settings,
            Clock clock,
            ResolvedAddresses resolved,
            Optional<TrustOptions> trust) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
        this.resolved = resolved;
        target = HttpSenderTarget.of(settings.url().uri());
        rules = new AddressRules(settings.allowLinkLocal());
        headers = new RequestHeaders(settings, Signature.by(settings.secret()));
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAliveTimeout(IDLE_SECONDS)
                // A little more than the attempt's own limit, which then is the one that tells what was waited for.
                .setConnectTimeout((int) settings.timeout().toMillis() + 1000)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setSslHandshakeTimeout(settings.timeout().toMillis() + 1000)
                .setMaxHeaderSize(ANSWER_HEAD_BYTES);
        trust.ifPresent(options::setTrustOptions);
        client = vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions().setHttp1MaxSize(settings.concurrency()))
                // A broken connection is an attempt's outcome; without a handler it would be an error in the log, too.
                .withConnectHandler(connection -> connection.exceptionHandler(broken -> {}))
                .build();
    }

    @Override
    public Future<AttemptResult> send(Outgoing delivery) {
        RequestOptions request;
        Buffer body;
        try {
            body = body(delivery);
            request = new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setHost(target.host())
                    .setPort(target.port())
                    .setSsl(target.tls())
                    .setURI(target.uri(delivery.event()))
                    .setFollowRedirects(false)
                    .setHeaders(headers.of(delivery, body, clock.instant()));
        } catch (RuntimeException e) {
            // A header with a line break, for example. Only the kind is told: the message may quote a secret.
            return Future.succeededFuture(HttpSenderFailure.notMade(e));
        }
        HttpSenderAttempt attempt =
                new HttpSenderAttempt(vertx, client, settings.timeout(), this::verdict, request, body);
        return attempt.run(resolved, rules);
    }

    private HttpSenderVerdict verdict(HttpClientResponse response) {
        return HttpSenderVerdict.of(response.statusCode(), response.headers(), target, clock.instant());
    }

    private Buffer body(Outgoing delivery) {
        return RelayedBody.of(delivery.event(), settings.shape(), delivery.selection(), delivery.body());
    }

    @Override
    public ShownRequest show(Outgoing delivery) {
        Buffer body = body(delivery);
        return new ShownRequest(
                HttpMethod.POST.name(), target.shown(), headers.shown(delivery, body, clock.instant()), body);
    }

    @Override
    public void close() {
        client.close();
    }
}
