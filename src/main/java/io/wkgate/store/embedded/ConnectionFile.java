package io.wkgate.store.embedded;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps port and password over restarts, and shows other processes of the same user the way in. */
final class ConnectionFile {
    private static final Logger LOGGER = LoggerFactory.getLogger(ConnectionFile.class);

    private final Path file;

    ConnectionFile(Path directory) {
        this.file = directory.resolve("connection.json");
    }

    Optional<ConnectionDetails> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonObject json = new JsonObject(Files.readString(file));
            return Optional.of(new ConnectionDetails(
                    text(json, "host"),
                    json.getInteger("port", 0),
                    text(json, "user"),
                    text(json, "password"),
                    text(json, "database")));
        } catch (DecodeException | ClassCastException e) {
            // Nothing is lost with it: the next start makes a new password and writes the file again.
            LOGGER.warn("{} cannot be read as connection details, ignoring it: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    void write(ConnectionDetails details) throws IOException {
        JsonObject json = new JsonObject()
                .put("host", details.host())
                .put("port", details.port())
                .put("user", details.user())
                .put("password", details.password())
                .put("database", details.database());
        PrivateFile.write(file, json.encodePrettily() + System.lineSeparator());
    }

    private static String text(JsonObject json, String key) {
        return Optional.ofNullable(json.getString(key)).orElseThrow(() -> new DecodeException(key + " is missing"));
    }
}
