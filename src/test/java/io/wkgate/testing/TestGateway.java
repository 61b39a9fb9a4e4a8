package io.wkgate.testing;

import io.wkgate.boot.Gateway;
import io.wkgate.config.Settings;
import io.wkgate.config.SettingsLoader;
import io.wkgate.store.embedded.ConnectionDetails;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A whole gateway in this JVM on free ports, as {@code serve} would start it, with the token and key that tests know. */
public final class TestGateway implements AutoCloseable {

    public static final String TOKEN = "test-token";
    public static final String OPS_KEY = "test-key";
    public static final String API_KEY = "test-api-key";

    private final Gateway gateway;
    private final HttpClient client = PlainHttp.client();

    private TestGateway(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Starts one on the database. */
    public static TestGateway start(ConnectionDetails database) {
        return start(database, Map.of());
    }

    /**
     * Starts one with further settings.
     *
     * @param variables environment variables of wkgate, which win over the test's own
     */
    public static TestGateway start(ConnectionDetails database, Map<String, String> variables) {
        Settings settings = SettingsLoader.load(null, environment(database, variables));
        return new TestGateway(Gateway.start(settings, true));
    }

    /** The variables with which a gateway of a test starts, in this process or in one of its own. */
    public static Map<String, String> environment(ConnectionDetails database, Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>();
        environment.put("WKGATE_DATABASE_URL", url(database));
        environment.put("WKGATE_INTAKE_HOST", "127.0.0.1");
        environment.put("WKGATE_INTAKE_PORT", "0");
        environment.put("WKGATE_INTAKE_GRPC_PORT", "0");
        environment.put("WKGATE_INTAKE_TOKEN", TOKEN);
        environment.put("WKGATE_API_HOST", "127.0.0.1");
        environment.put("WKGATE_API_PORT", "0");
        environment.put("WKGATE_API_KEY", API_KEY);
        environment.put("WKGATE_OPS_PORT", "0");
        environment.put("WKGATE_OPS_KEY", OPS_KEY);
        environment.putAll(variables);
        return environment;
    }

    /** The database as the setting {@code database.url} wants it. */
    public static String url(ConnectionDetails database) {
        return "mysql://" + encoded(database.user()) + ":" + encoded(database.password()) + "@" + database.host() + ":"
                + database.port() + "/" + database.database();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The webhook's address as WuKongIM would be given it, without the query. */
    public String webhook() {
        return "http://127.0.0.1:" + gateway.listeners().httpPort() + "/webhook/" + TOKEN;
    }

    /** The gRPC webhook's address, as {@code grpc://host:port}. */
    public String grpcWebhook() {
        return "grpc://127.0.0.1:" + gateway.listeners().grpcPort();
    }

    public int httpPort() {
        return gateway.listeners().httpPort();
    }

    public int grpcPort() {
        return gateway.listeners().grpcPort();
    }

    public int apiPort() {
        return gateway.listeners().apiPort();
    }

    public int opsPort() {
        return gateway.listeners().opsPort();
    }

    /** Posts an event as upstream would. */
    public HttpResponse<String> post(String event, byte[] body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(webhook() + "?event=" + event))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Calls the ops listener with its key. */
    public HttpResponse<String> ops(String method, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + opsPort() + path))
                        .header("Authorization", "Bearer " + OPS_KEY)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /**
     * Calls the api listener with its key.
     *
     * @param body sent as JSON; empty for none
     */
    public HttpResponse<String> api(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + apiPort() + path))
                        .header("Authorization", "Bearer " + API_KEY)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        gateway.close();
    }
}
