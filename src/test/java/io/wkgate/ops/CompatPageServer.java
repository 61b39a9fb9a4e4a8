package io.wkgate.ops;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.wkgate.compat.Matrix;
import io.wkgate.compat.RunningNode;
import io.wkgate.config.Secret;
import io.wkgate.testing.EndOf;
import io.wkgate.testing.PlainHttp;
import io.wkgate.testing.TestGateway;
import io.wkgate.web.BearerKey;
import io.wkgate.web.BrowserKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;

/** The compatibility report alone, as the ops listener serves it, for nodes that are made up. */
final class CompatPageServer implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = PlainHttp.client();
    private final int port;

    CompatPageServer(Matrix matrix, List<RunningNode> nodes) {
        Router router = Router.router(vertx);
        Secret key = new Secret(TestGateway.OPS_KEY);
        router.route("/v1/*").handler(new BearerKey(key, "ops key"));
        new CompatRoutes(() -> nodes, matrix).mount(router, new BrowserKey(key, "ops key"));
        port = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
    }

    /** A node as {@code /v1/upstream} shows it. */
    static RunningNode node(int number, String state, String line, String version) {
        JsonObject status = new JsonObject()
                .put("node", number)
                .put("url", "http://10.0.0." + number + ":5001")
                .put("state", state);
        if (!line.isEmpty()) {
            status.put("line", line).put("version", version);
        }
        return RunningNode.of(status);
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes());
    }

    /** With the key, as a browser sends it. */
    HttpResponse<String> page(String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url(path))).header("Authorization", basic("me", TestGateway.OPS_KEY));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> with(String path, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        EndOf.vertx(vertx);
    }
}
