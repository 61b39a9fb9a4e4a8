package io.wkgate.simulator;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;

/** The webhook over HTTP: status 200 is success and nothing else, and a late answer finds the connection closed. */
final class HttpWebhook implements WebhookClient {
    /** More than any version has on its way; the version's own limit is kept by {@link ConnectionLimit}. */
    private static final int POOL = 4096;

    private final HttpClient client;
    private final String address;
    private final boolean mergesQuery;
    private final Duration timeout;
    private final ScaledTime time;

    HttpWebhook(Vertx vertx, String address, Profile profile, ScaledTime time) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(POOL));
        this.address = address;
        this.mergesQuery = profile.line() == Line.THREE;
        this.timeout = profile.delivery().httpTimeout();
        this.time = time;
    }

    @Override
    public Future<Void> send(String event, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(target(event))
                .setMethod(HttpMethod.POST)
                .putHeader("User-Agent", "Go-http-client/1.1")
                .putHeader("Content-Type", "application/json")
                .putHeader("Accept-Encoding", "gzip");
        return client.request(options).compose(request -> await(request, body));
    }

    private Future<Void> await(HttpClientRequest request, Buffer body) {
        Promise<Void> outcome = Promise.promise();
        long timer = time.after(timeout, () -> {
            outcome.tryFail("no answer in time");
            request.reset();
        });
        request.send(body).onComplete(answer -> {
            time.cancel(timer);
            if (answer.failed()) {
                outcome.tryFail(answer.cause());
            } else if (answer.result().statusCode() == 200) {
                outcome.tryComplete();
            } else {
                outcome.tryFail("status " + answer.result().statusCode());
            }
        });
        return outcome.future();
    }

    /** v1 and v2 append to the address as text, which breaks one that has a query of its own; v3 merges. */
    private String target(String event) {
        if (mergesQuery && URI.create(address).getRawQuery() != null) {
            return address + "&event=" + event;
        }
        return address + "?event=" + event;
    }
}
