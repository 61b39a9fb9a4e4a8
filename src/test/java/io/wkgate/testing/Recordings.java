package io.wkgate.testing;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What real servers sent, byte for byte, from src/test/resources/recordings. */
public final class Recordings {

    private static final Path FOLDER = Path.of("src/test/resources/recordings");

    private Recordings() {}

    /** One event as it came. */
    public record Event(String name, String body) {

        public byte[] bytes() {
            return body.getBytes(StandardCharsets.UTF_8);
        }

        public boolean notifies() {
            return name.equals("msg.notify");
        }
    }

    /** Every version that was recorded. */
    public static List<String> versions() {
        return List.of("v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5", "v3-20260823");
    }

    /** The versions of which the gRPC webhook was recorded. */
    public static List<String> grpcVersions() {
        return List.of("v1.2.6", "v2.2.5");
    }

    /** What came over HTTP, in order. */
    public static List<Event> http(String version) {
        return lines(version, "webhooks.jsonl").stream()
                .map(line -> new Event(line.getString("path").replaceAll(".*event=", ""), line.getString("body")))
                .toList();
    }

    /** What came over gRPC, in order. */
    public static List<Event> grpc(String version) {
        return lines(version, "grpc.jsonl").stream()
                .map(line -> new Event(line.getString("event"), line.getString("data")))
                .toList();
    }

    /**
     * What the scene of {@code io.wkgate.chat} and messages that its clients sent made WuKongIM say, in order; a payload
     * is the name of its call.
     */
    public static List<Event> scene(String version) {
        return lines(version, "scene.jsonl").stream()
                .map(line -> new Event(line.getString("event"), line.getString("body")))
                .toList();
    }

    /** Every entry of every msg.notify over HTTP, as it would be written alone. */
    public static List<String> entries(String version) {
        List<String> entries = new ArrayList<>();
        for (Event event : http(version)) {
            if (event.notifies()) {
                new JsonArray(event.body()).forEach(entry -> entries.add(((JsonObject) entry).encode()));
            }
        }
        return entries;
    }

    /** Of those, the ones that are stored: neither commands nor transients. */
    public static List<String> messages(String version) {
        return entries(version).stream()
                .filter(entry -> {
                    JsonObject header = new JsonObject(entry).getJsonObject("header");
                    return header.getInteger("sync_once") == 0 && header.getInteger("no_persist") == 0;
                })
                .toList();
    }

    private static List<JsonObject> lines(String version, String file) {
        try {
            return Files.readAllLines(FOLDER.resolve(version).resolve(file)).stream()
                    .map(line -> new JsonObject(Buffer.buffer(line)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
