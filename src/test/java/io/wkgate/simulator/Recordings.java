package io.wkgate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The recorded bytes of the real servers. */
final class Recordings {
    private Recordings() {}

    /** Request and answer pairs in the order in which they were made. */
    static List<JsonObject> api(Profile profile) {
        return new JsonArray(read(profile, "api.json"))
                .stream().map(JsonObject.class::cast).toList();
    }

    /** HTTP webhook requests in the order in which they came. */
    static List<JsonObject> webhooks(Profile profile) {
        return read(profile, "webhooks.jsonl").lines().map(JsonObject::new).toList();
    }

    private static String read(Profile profile, String file) {
        String path = "/recordings/" + profile.version() + "/" + file;
        try (InputStream stream = Recordings.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalArgumentException("no recording " + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
