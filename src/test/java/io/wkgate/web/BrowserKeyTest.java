package io.wkgate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.wkgate.config.Secret;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.PlainHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promise: a browser passes with the key as password, a program with it as bearer, and nobody else. */
class BrowserKeyTest {

    private static final String KEY = "right:key";

    private final Vertx vertx = Vertx.vertx();
    private int port;

    @BeforeEach
    void start() {
        Router router = Router.router(vertx);
        router.get("/page").handler(new BrowserKey(new Secret(KEY), "ops key"));
        router.get("/page").handler(exchange -> exchange.response().end("in"));
        port = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
    }

    @AfterEach
    void close() {
        EndOf.vertx(vertx);
    }

    @Test
    void theKeyIsThePasswordOfAnyUserOrABearer() throws Exception {
        for (String user : new String[] {"", "operator", "ü"}) {
            assertThat(get(basic(user + ":" + KEY)).statusCode()).as(user).isEqualTo(200);
        }
        assertThat(get(basic("me:" + KEY).replace("Basic", "basic")).statusCode())
                .isEqualTo(200);
        assertThat(get("Bearer " + KEY).statusCode()).isEqualTo(200);
    }

    @Test
    void whoeverIsRefusedIsAskedForAPassword() throws Exception {
        for (String wrong : new String[] {
            "",
            "Basic",
            "Basic ",
            "Basic !!!",
            basic(KEY),
            basic("me:"),
            basic("me:wrong"),
            basic(KEY + ":"),
            basic("me:" + KEY + "x"),
            "Bearer " + Base64.getEncoder().encodeToString(KEY.getBytes(StandardCharsets.UTF_8))
        }) {
            HttpResponse<String> refused = get(wrong);
            assertThat(refused.statusCode()).as(wrong).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate"))
                    .contains("Basic realm=\"wkgate\", charset=\"UTF-8\"");
            assertThat(refused.body()).contains("the ops key is the password").doesNotContain("right");
        }
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> get(String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/page"));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return PlainHttp.client().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
