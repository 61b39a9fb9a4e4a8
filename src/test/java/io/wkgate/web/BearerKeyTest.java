package io.wkgate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.wkgate.config.Secret;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.PlainHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promise: nobody passes without the key, and whoever is refused is told how to send it and not what it is. */
class BearerKeyTest {

    private static final Secret KEY = new Secret("right-key");

    private final Vertx vertx = Vertx.vertx();
    private int port;

    @BeforeEach
    void start() {
        Router router = Router.router(vertx);
        router.get("/bearer").handler(new BearerKey(KEY, "ops key"));
        router.get("/both").handler(new BearerKey(KEY, "api key", "token"));
        router.get().handler(exchange -> exchange.response().end("in"));
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
        port = server.actualPort();
    }

    @AfterEach
    void close() {
        EndOf.vertx(vertx);
    }

    @Test
    void theKeyAsBearerIsEnough() throws Exception {
        assertThat(get("/bearer", "Authorization", "Bearer right-key").statusCode())
                .isEqualTo(200);
        assertThat(get("/bearer", "authorization", "bearer  right-key ").statusCode())
                .isEqualTo(200);
        assertThat(get("/both", "Authorization", "Bearer right-key").statusCode())
                .isEqualTo(200);
    }

    @Test
    void theOtherHeaderCountsOnlyWhereItIsAccepted() throws Exception {
        assertThat(get("/both", "token", "right-key").statusCode()).isEqualTo(200);
        assertThat(get("/bearer", "token", "right-key").statusCode()).isEqualTo(401);
        assertThat(get("/both", "token", "Bearer right-key").statusCode()).isEqualTo(401);
        assertThat(get("/both", "token", "wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void whoeverIsRefusedIsToldHowToSendTheKey() throws Exception {
        for (String wrong : new String[] {"Bearer wrong", "Bearer ", "Basic right-key", "right-key"}) {
            HttpResponse<String> refused = get("/both", "Authorization", wrong);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(new JsonObject(refused.body()))
                    .isEqualTo(new JsonObject()
                            .put("title", "Unauthorized")
                            .put("status", 401)
                            .put(
                                    "detail",
                                    "send Authorization: Bearer with the api key, or it alone in the header token"));
        }
    }

    private HttpResponse<String> get(String path, String header, String value) throws Exception {
        return PlainHttp.client()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header(header, value)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
