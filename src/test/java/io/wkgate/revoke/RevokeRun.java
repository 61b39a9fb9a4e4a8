package io.wkgate.revoke;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.outage.CodeDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The record of one run of the scenarios against a real server, and the table that is made of all records. */
final class RevokeRun {

    static final List<String> VERSIONS = List.of("v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5", "v3-20260823");

    static final Path TABLE = Path.of("docs", "who-received-what.md");

    private static final Path RECORDS = Path.of("docs", "real-runs", "revokes");

    private final String version;
    private final JsonArray scenarios = new JsonArray();

    RevokeRun(String version) {
        this.version = version;
    }

    void add(String scenario, Reach reach) {
        scenarios.add(new JsonObject().put("scenario", scenario).mergeIn(reach.json()));
    }

    void write() throws IOException {
        Files.createDirectories(RECORDS);
        JsonObject record = new JsonObject()
                .put("server", version)
                .put("code", code())
                .put("ran_at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("scenarios", scenarios);
        Files.writeString(file(version), record.encodePrettily() + "\n");
        Files.writeString(TABLE, table());
    }

    /** Everything that decides about a revoke. */
    static String code() throws IOException {
        return CodeDigest.of("event", "intake", "store", "upstream", "revoke");
    }

    static JsonObject record(String version) throws IOException {
        return new JsonObject(Files.readString(file(version)));
    }

    private static Path file(String version) {
        return RECORDS.resolve(version + ".json");
    }

    /** The page that the records make. */
    static String table() throws IOException {
        Map<String, Map<String, JsonObject>> byScenario = new LinkedHashMap<>();
        List<String> versions = new ArrayList<>();
        StringBuilder runs = new StringBuilder();
        for (String version : VERSIONS) {
            if (Files.exists(file(version))) {
                versions.add(version);
                JsonObject record = record(version);
                runs.append("- ")
                        .append(version)
                        .append(": ")
                        .append(record.getString("ran_at"))
                        .append("\n");
                record.getJsonArray("scenarios")
                        .forEach(one -> byScenario
                                .computeIfAbsent(
                                        ((JsonObject) one).getString("scenario"), unseen -> new LinkedHashMap<>())
                                .put(version, (JsonObject) one));
            }
        }
        return RevokeTablePage.of(versions, byScenario, runs.toString());
    }
}
