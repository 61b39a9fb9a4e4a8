package io.wkgate.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.wkgate.config.Secret;
import io.wkgate.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Calls the ops listener of a running gateway, with the key from the settings or the one the gateway keeps. */
final class OpsClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration GREETING = Duration.ofSeconds(5);

    @Mixin
    private final SettingsOption settings = new SettingsOption();

    @Option(names = "--url", description = "The ops listener (default: 127.0.0.1 with the port of the settings).")
    private @Nullable URI url;

    private @Nullable Settings loaded;
    private @Nullable Secret key;
    private @Nullable HttpClient client;

    /** @throws CommandException with what the gateway said, if it is no success */
    JsonObject call(String method, String path) {
        return call(method, path, HttpRequest.BodyPublishers.noBody(), TIMEOUT);
    }

    /**
     * One that takes its time.
     *
     * @throws CommandException with what the gateway said, if it is no success
     */
    JsonObject call(String method, String path, Duration longer) {
        return call(method, path, HttpRequest.BodyPublishers.noBody(), TIMEOUT.plus(longer));
    }

    /** @throws CommandException with what the gateway said, if it is no success */
    JsonObject call(String method, String path, JsonObject body) {
        return call(method, path, HttpRequest.BodyPublishers.ofString(body.encode()), TIMEOUT);
    }

    /**
     * The status that a path answers which asks for no key.
     *
     * @throws NoGateway if nobody answers
     */
    int open(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(base().resolve(path)).timeout(TIMEOUT).build();
        try {
            return client().send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw nobody();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted");
        }
    }

    /** Where it calls. */
    URI address() {
        return base();
    }

    /** The settings by which it knows the gateway. */
    Settings settings() {
        return loaded();
    }

    private NoGateway nobody() {
        return new NoGateway("no gateway answers at " + base());
    }

    private JsonObject call(String method, String path, HttpRequest.BodyPublisher body, Duration timeout) {
        HttpRequest request = HttpRequest.newBuilder(base().resolve(path))
                .method(method, body)
                .header("Authorization", "Bearer " + key().value())
                .timeout(timeout)
                .build();
        try {
            HttpResponse<String> response = client().send(request, HttpResponse.BodyHandlers.ofString());
            JsonObject answer = json(response.body());
            if (response.statusCode() >= 300) {
                throw refused(response.statusCode(), answer.getString("detail", "status " + response.statusCode()));
            }
            return answer;
        } catch (SSLException e) {
            throw new NoGateway("what answers at " + base() + " does not show the certificate of ops.tls-certificate,"
                    + " nor one that this machine trusts");
        } catch (IOException e) {
            throw nobody();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted");
        }
    }

    /** Whether the command line says where the gateway is. */
    boolean named() {
        return url != null;
    }

    /** Whether anybody answers there; asks for no key, and so for no database. */
    boolean answers() {
        HttpRequest request = HttpRequest.newBuilder(base().resolve("/health/live"))
                .timeout(GREETING)
                .build();
        try {
            client().send(request, HttpResponse.BodyHandlers.discarding());
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted");
        }
    }

    /** One for all calls: each has a thread of its own. */
    private HttpClient client() {
        if (client == null) {
            client = loaded().ops()
                    .tls()
                    .map(files -> OwnCertificate.client(files.certificate()))
                    .orElseGet(HttpClient::newHttpClient);
        }
        return client;
    }

    private static CommandException refused(int status, String detail) {
        return switch (status) {
            case 400 -> new RefusedInput(detail);
            case 404 -> new NotThere(detail);
            case 503 -> new NoGateway(detail);
            default -> new CommandException(detail);
        };
    }

    private static JsonObject json(String body) {
        try {
            return body.isEmpty() ? new JsonObject() : new JsonObject(body);
        } catch (DecodeException e) {
            return new JsonObject();
        }
    }

    private URI base() {
        return url != null
                ? url
                : URI.create((loaded().ops().tls().isPresent() ? "https" : "http") + "://127.0.0.1:"
                        + loaded().ops().port());
    }

    private Secret key() {
        if (key == null) {
            key = loaded().ops().key().orElseGet(() -> KeptKeys.find(loaded().database(), "ops"));
        }
        return key;
    }

    private Settings loaded() {
        if (loaded == null) {
            loaded = settings.load();
        }
        return loaded;
    }
}
