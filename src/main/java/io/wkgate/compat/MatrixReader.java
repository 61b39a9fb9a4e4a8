package io.wkgate.compat;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the files of {@code compat-matrix/}. What they should hold and do not is read as empty: {@link MatrixLint} says so
 * better than a failure here.
 */
final class MatrixReader {

    /** Names the other files, since those in a jar cannot be listed everywhere. */
    static final String INDEX = "index.json";

    /** Where a file is, by its name below {@code compat-matrix/}. */
    interface Files {
        String read(String name) throws IOException;
    }

    private final Files files;

    MatrixReader(Files files) {
        this.files = files;
    }

    static Matrix packed() {
        return new MatrixReader(MatrixReader::resource).read();
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = MatrixReader.class.getResourceAsStream("/compat-matrix/" + name)) {
            if (stream == null) {
                throw new IOException("not packed");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** @throws IllegalStateException if a file is not there, no JSON, or without its dates; the message names it */
    Matrix read() {
        JsonObject index = file(INDEX);
        return new Matrix(
                list(names(index, "features"), MatrixReader::group),
                list(names(index, "versions"), MatrixReader::version),
                read(
                        index.getString("releases", "releases.json"),
                        json -> objects(json, "releases", MatrixReader::release)));
    }

    private JsonObject file(String name) {
        try {
            return new JsonObject(files.read(name));
        } catch (IOException | DecodeException e) {
            throw new IllegalStateException("compat-matrix/" + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<String> names(JsonObject index, String field) {
        return index.getJsonArray(field, new JsonArray()).stream()
                .map(String::valueOf)
                .toList();
    }

    private <T> List<T> list(List<String> names, Function<JsonObject, T> meaning) {
        return names.stream().map(name -> read(name, meaning)).toList();
    }

    private <T> T read(String name, Function<JsonObject, T> meaning) {
        JsonObject json = file(name);
        try {
            return meaning.apply(json);
        } catch (ClassCastException | IllegalArgumentException | DateTimeException e) {
            throw new IllegalStateException("compat-matrix/" + name + " has not its form: " + e.getMessage(), e);
        }
    }

    private static <T> List<T> objects(JsonObject json, String field, Function<JsonObject, T> read) {
        return json.getJsonArray(field, new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .map(read)
                .toList();
    }

    private static FeatureGroup group(JsonObject json) {
        return new FeatureGroup(
                json.getString("group", ""), text(json, "title"), objects(json, "features", MatrixReader::feature));
    }

    private static Feature feature(JsonObject json) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        JsonObject all = json.getJsonObject("outcomes", new JsonObject());
        all.fieldNames().forEach(id -> outcomes.put(id, outcome(id, all.getJsonObject(id))));
        return new Feature(json.getString("id", ""), text(json, "title"), text(json, "why"), outcomes);
    }

    private static Outcome outcome(String id, JsonObject json) {
        return new Outcome(
                id,
                Support.labelled(json.getString("support", "")),
                text(json, "text"),
                json.containsKey("wkgate") ? Optional.of(text(json, "wkgate")) : Optional.empty());
    }

    private static Text text(JsonObject json, String field) {
        JsonObject text = json.getJsonObject(field, new JsonObject());
        return new Text(text.getString("en", ""), text.getString("zh", ""));
    }

    private static MeasuredVersion version(JsonObject json) {
        Map<String, Cell> cells = new LinkedHashMap<>();
        JsonObject all = json.getJsonObject("cells", new JsonObject());
        all.fieldNames().forEach(feature -> cells.put(feature, cell(feature, all.getJsonObject(feature))));
        return new MeasuredVersion(
                json.getString("version", ""),
                json.getString("tag", ""),
                json.getString("line", ""),
                date(json, "released"),
                cells);
    }

    private static Cell cell(String feature, JsonObject json) {
        Map<String, String> facts = new LinkedHashMap<>();
        json.getJsonObject("facts", new JsonObject())
                .forEach(fact -> facts.put(fact.getKey(), String.valueOf(fact.getValue())));
        return new Cell(
                feature, json.getString("outcome", ""), facts, objects(json, "evidence", MatrixReader::evidence));
    }

    private static Evidence evidence(JsonObject json) {
        LocalDate on = date(json, "on");
        if (json.containsKey("recording")) {
            return new Evidence.Recording(json.getString("recording"), on);
        } else if (json.containsKey("run")) {
            return new Evidence.RealRun(json.getString("run"), on);
        }
        return new Evidence.Test(json.getString("test", ""), on);
    }

    private static Release release(JsonObject json) {
        return new Release(
                json.getString("tag", ""),
                json.getString("line", ""),
                date(json, "released"),
                json.getString("inherits", ""));
    }

    private static LocalDate date(JsonObject json, String field) {
        return LocalDate.parse(json.getString(field, "no " + field));
    }
}
