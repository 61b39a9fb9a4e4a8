package io.wkgate.relay;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.wkgate.config.DestinationSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finds out whether a destination can be reached, without an event: by OPTIONS to its path, with none of its headers and
 * nothing of its query, which may be secrets. Whatever status answers, it is reached.
 */
public final class DestinationProbe implements AutoCloseable {

    private final Vertx vertx;
    private final Duration longest;
    private final HttpClient client;

    /** @param longest how long one may take, even if its own time-out is longer */
    public DestinationProbe(Vertx vertx, Duration longest) {
        this.vertx = vertx;
        this.longest = longest;
        int millis = (int) longest.toMillis() + 1000;
        client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_1_1)
                        .setKeepAlive(false)
                        .setConnectTimeout(millis)
                        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setSslHandshakeTimeout(millis))
                .withConnectHandler(connection -> connection.exceptionHandler(broken -> {}))
                .build();
    }

    /** The future never fails. */
    public Future<Reached> probe(DestinationSettings settings) {
        HttpSenderTarget target = HttpSenderTarget.of(settings.url().uri());
        Duration limit = settings.timeout().compareTo(longest) < 0 ? settings.timeout() : longest;
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.OPTIONS)
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.tls())
                .setURI(target.path())
                .setFollowRedirects(false)
                .putHeader("User-Agent", "wkgate-doctor");
        HttpSenderAttempt attempt = new HttpSenderAttempt(
                vertx,
                client,
                limit,
                response -> new HttpSenderVerdict(Outcome.DELIVERED, response.statusCode(), "", Optional.empty()),
                request,
                Buffer.buffer());
        return attempt.run(ResolvedAddresses.by(vertx), new AddressRules(settings.allowLinkLocal()))
                .map(DestinationProbe::reached);
    }

    private static Reached reached(AttemptResult result) {
        return new Reached(
                result.outcome() == Outcome.DELIVERED,
                result.outcome() == Outcome.FORBIDDEN_ADDRESS,
                result.status(),
                result.detail(),
                result.took());
    }

    @Override
    public void close() {
        client.close();
    }

    /**
     * What came of it.
     *
     * @param answered whether an answer came, of whatever status
     * @param forbidden whether its name leads to an address to which nothing is sent
     * @param status of the answer, 0 without one
     * @param detail why no answer came, in a sentence without secrets
     */
    public record Reached(boolean answered, boolean forbidden, int status, String detail, Duration took) {}
}
