package io.wkgate.repair;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.outage.CodeDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** The record of the scenes with one real server, and the table that is made of all records. */
final class RepairRun {

    static final List<String> VERSIONS = List.of("v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5", "v3-20260823");

    static final Path TABLE = Path.of("docs", "real-runs", "repair", "README.md");

    private static final String HEAD = """
            # Repair with real servers

            `WUKONGIM_HOME=… mvn verify -Preal` takes the database or the gateway away from each real WuKongIM under load and compares
            the `message` table with WuKongIM's own log afterwards, message by message. `VERSION.json` is the record.
            *Lost* is what did not come by the webhook, *whole after* the time from the end of the outage to the last message that
            was pulled. v3 without its manager listener hides a channel that nobody speaks in any more: its messages are *hidden*.

            | when (UTC) | server | scene | messages | lost | repaired | whole after | missing | hidden |
            |---|---|---|---:|---:|---:|---:|---:|---:|
            """;

    private final String version;
    private final JsonArray scenes = new JsonArray();

    RepairRun(String version) {
        this.version = version;
    }

    void add(SceneReport report) {
        long hidden = report.comparison().missing().stream()
                .filter(message -> report.hidden().contains(message.channel()))
                .count();
        scenes.add(new JsonObject()
                .put("scene", report.scene())
                .put("manager_listener", report.setup().manager())
                .put("messages", report.count().messages())
                .put("lost", report.count().lost())
                .put("repaired", report.count().repaired())
                .put("whole_after_seconds", report.seconds())
                .put("missing", report.comparison().missing().size() - hidden)
                .put("hidden", hidden)
                .put("absent", report.count().absent())
                .put("unreadable", report.count().unreadable()));
    }

    void write() throws IOException {
        Files.createDirectories(TABLE.getParent());
        JsonObject record = new JsonObject()
                .put("server", version)
                .put("code", code())
                .put("ran_at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("scenes", scenes);
        Files.writeString(file(version), record.encodePrettily() + "\n");
        Files.writeString(TABLE, table());
    }

    /** Everything that decides about a repair. */
    static String code() throws IOException {
        return CodeDigest.of("event", "intake", "store", "upstream", "gap");
    }

    static boolean isRecorded(String version) {
        return Files.exists(file(version));
    }

    static JsonObject record(String version) throws IOException {
        return new JsonObject(Files.readString(file(version)));
    }

    private static Path file(String version) {
        return TABLE.resolveSibling(version + ".json");
    }

    /** The page that the records make. */
    static String table() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        for (String version : VERSIONS) {
            if (isRecorded(version)) {
                JsonObject record = record(version);
                record.getJsonArray("scenes")
                        .forEach(scene -> page.append(row(record.getString("ran_at"), version, (JsonObject) scene)));
            }
        }
        return page.toString();
    }

    private static String row(String ranAt, String version, JsonObject scene) {
        return String.format(
                Locale.ROOT,
                "| %s | %s%s | %s | %d | %d | %d | %.1f s | %d | %d |%n",
                ranAt,
                version,
                scene.getBoolean("manager_listener") ? ", manager listener" : "",
                scene.getString("scene"),
                scene.getLong("messages"),
                scene.getLong("lost"),
                scene.getLong("repaired"),
                scene.getDouble("whole_after_seconds"),
                scene.getLong("missing"),
                scene.getLong("hidden"));
    }
}
