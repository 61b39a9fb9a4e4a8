package io.wkgate.compat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code compat-matrix/} as it stands in the repository, packed or not. */
final class MatrixFolder {

    private static final Path ROOT = Path.of("compat-matrix");

    private MatrixFolder() {}

    static Matrix read() {
        return new MatrixReader(name -> Files.readString(ROOT.resolve(name))).read();
    }

    /** Such as {@code features/10-delivery.json}; in the order of their names. */
    static List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.map(file -> folder + "/" + file.getFileName())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    static JsonObject json(String name) throws IOException {
        return new JsonObject(Files.readString(ROOT.resolve(name)));
    }
}
