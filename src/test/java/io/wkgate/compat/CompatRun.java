package io.wkgate.compat;

import io.vertx.core.json.JsonObject;
import io.wkgate.compat.Measurement.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The record of what was measured on a real server: {@code docs/real-runs/compat/VERSION.json}. */
record CompatRun(String version, Instant ranAt, Map<String, Measured> measured) {

    private static final Path FOLDER = Path.of("docs", "real-runs", "compat");

    static Path file(String version) {
        return FOLDER.resolve(version + ".json");
    }

    static boolean isRecorded(String version) {
        return Files.exists(file(version));
    }

    static CompatRun now(String version, Map<String, Measured> measured) {
        return new CompatRun(version, Instant.now().truncatedTo(ChronoUnit.SECONDS), measured);
    }

    LocalDate day() {
        return ranAt.atZone(ZoneOffset.UTC).toLocalDate();
    }

    void write() throws IOException {
        JsonObject cells = new JsonObject();
        new TreeMap<>(measured)
                .forEach((feature, one) -> cells.put(
                        feature,
                        new JsonObject()
                                .put("outcome", one.outcome())
                                .put("support", one.support().label())
                                .put("facts", new JsonObject(new TreeMap<>(one.facts())))));
        JsonObject record = new JsonObject()
                .put("server", version)
                .put("ran_at", ranAt.toString())
                .put("measured", cells);
        Files.createDirectories(FOLDER);
        Files.writeString(file(version), record.encodePrettily() + "\n");
    }

    static CompatRun read(String version) throws IOException {
        JsonObject record = new JsonObject(Files.readString(file(version)));
        Map<String, Measured> measured = new LinkedHashMap<>();
        record.getJsonObject("measured").forEach(entry -> {
            JsonObject one = (JsonObject) entry.getValue();
            Map<String, String> facts = new TreeMap<>();
            one.getJsonObject("facts").forEach(fact -> facts.put(fact.getKey(), (String) fact.getValue()));
            measured.put(
                    entry.getKey(),
                    new Measured(one.getString("outcome"), Support.labelled(one.getString("support")), facts));
        });
        return new CompatRun(record.getString("server"), Instant.parse(record.getString("ran_at")), measured);
    }
}
