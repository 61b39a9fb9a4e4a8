package io.wkgate.outage;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The record of one run against a real server. */
final class RealRun {

    static final Path DIRECTORY = Path.of("docs", "real-runs");

    private final String version;
    private final JsonArray scenarios = new JsonArray();

    RealRun(String version) {
        this.version = version;
    }

    void add(String scenario, Outcome outcome) {
        scenarios.add(new JsonObject()
                .put("scenario", scenario)
                .put("sent", outcome.sent())
                .put("not_in_upstreams_log", outcome.notInLog())
                .put("missing", outcome.missing())
                .put("twice", outcome.twice()));
    }

    void write() throws IOException, InterruptedException {
        JsonObject record = new JsonObject()
                .put("server", version)
                .put("wkgate_commit", commit())
                .put("code", code())
                .put("ran_at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("scenarios", scenarios);
        Files.createDirectories(DIRECTORY);
        Files.writeString(DIRECTORY.resolve(version + ".json"), record.encodePrettily() + "\n");
    }

    /** Everything that decides about a message's fate. */
    static String code() throws IOException {
        return CodeDigest.of("event", "intake", "store");
    }

    private static String commit() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "rev-parse", "--short=12", "HEAD").start();
        String hash = new String(git.getInputStream().readAllBytes()).strip();
        return git.waitFor() == 0 ? hash : "";
    }
}
