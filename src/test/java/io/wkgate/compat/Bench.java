package io.wkgate.compat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/**
 * A WuKongIM of one version, simulated or real, with a webhook receiver of its own, on which features are measured.
 *
 * <p>Before a real one is handed out, and again after {@link #restart()}, messages are sent to the group {@code warmup} until
 * one is stored; their webhook calls may come late, so count only what is about your own channels.
 */
interface Bench extends AutoCloseable {

    /** Such as {@code v2.0.4}. */
    String version();

    /** {@code 1.2}, {@code 2.x} or {@code 3.x}. */
    String line();

    boolean real();

    /** Factor on upstream's own times: 1 on a real one. */
    double timeScale();

    /** The address of its API, without a slash at the end. */
    String api();

    Reply get(String pathAndQuery);

    Reply post(String path, JsonObject body);

    /** v3's manager listener, logged in where it must be. */
    Reply manager(String pathAndQuery);

    /** What came to its webhook, and how that is answered. */
    Inbox webhook();

    /** Where chat clients connect. */
    URI webSocket();

    /** Dies as by {@code kill -9}; what it stored stays. */
    void kill();

    /** Starts again on what it stored and at the same addresses. */
    void restart();

    @Override
    void close();

    record Reply(int status, String body) {
        JsonObject json() {
            return new JsonObject(body);
        }

        JsonArray array() {
            return new JsonArray(body);
        }
    }
}
