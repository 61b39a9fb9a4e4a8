package io.wkgate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpVersion;
import io.wkgate.store.embedded.LoopbackPort;
import io.wkgate.testing.EndOf;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The promise: once begun, each answer over HTTP/1.x ends its connection, and none over HTTP/2 has a header for that. */
class PartingTest {

    private final Vertx vertx = Vertx.vertx();
    private final Parting parting = new Parting();
    private final Promise<Void> came = Promise.promise();
    private final Promise<Void> held = Promise.promise();
    private int port;

    @BeforeEach
    void start() {
        HttpServer server = vertx.createHttpServer().requestHandler(parting.of(request -> {
            if (request.path().equals("/held")) {
                held.future().onComplete(go -> request.response().end());
                came.complete();
            } else {
                request.response().end();
            }
        }));
        port = server.listen(0, LoopbackPort.HOST).await().actualPort();
    }

    @AfterEach
    void stop() {
        EndOf.vertx(vertx);
    }

    private HttpClient client(HttpVersion version) {
        return vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false));
    }

    /** What an answer says of its connection. */
    private Future<Optional<String>> connection(HttpVersion version, String path) {
        return client(version)
                .request(HttpMethod.GET, port, LoopbackPort.HOST, path)
                .compose(request -> request.send().map(response -> {
                    assertThat(response.version()).isEqualTo(version);
                    return Optional.ofNullable(response.getHeader("Connection"));
                }));
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_0", "HTTP_1_1"})
    void endsTheConnectionOnceBegun(HttpVersion version) {
        assertThat(connection(version, "/").await()).isNotEqualTo(Optional.of("close"));
        parting.begin();
        assertThat(connection(version, "/").await()).contains("close");
    }

    @Test
    void endsThatOfARequestThatCameBeforeAndIsAnsweredAfter() {
        Future<Optional<String>> answer = connection(HttpVersion.HTTP_1_1, "/held");
        came.future().await();
        parting.begin();
        held.complete();
        assertThat(answer.await()).contains("close");
    }

    @Test
    void hasNoSuchHeaderOverHttp2() {
        parting.begin();
        assertThat(connection(HttpVersion.HTTP_2, "/").await()).isEmpty();
    }
}
