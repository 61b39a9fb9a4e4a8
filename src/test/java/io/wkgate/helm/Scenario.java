package io.wkgate.helm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A values file in {@code src/test/resources/helm/values}, and what the chart makes of it. */
record Scenario(String name) {

    private static final Path FOLDER = Path.of("src", "test", "resources", "helm");

    static List<Scenario> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("values"))) {
            return files.map(file -> new Scenario(file.getFileName().toString().replace(".yaml", "")))
                    .sorted((one, other) -> one.name.compareTo(other.name))
                    .toList();
        }
    }

    Path values() {
        return FOLDER.resolve("values").resolve(name + ".yaml");
    }

    /** What was rendered when a person last looked at it. */
    Path golden() {
        return FOLDER.resolve(name + ".yaml");
    }

    /** Kubernetes objects of a rendered text. */
    static List<Map<String, Object>> objects(String rendered) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(rendered)) {
            if (document instanceof Map<?, ?> object) {
                objects.add(texts(object));
            }
        }
        return objects;
    }

    static List<Map<String, Object>> objects(String rendered, String kind) {
        return objects(rendered).stream()
                .filter(object -> kind.equals(object.get("kind")))
                .toList();
    }

    /** Follows a path of keys and of places in lists; null where it ends before. */
    static Object at(Object node, Object... path) {
        Object found = node;
        for (Object step : path) {
            if (found instanceof Map<?, ?> map) {
                found = map.get(step);
            } else if (found instanceof List<?> list && step instanceof Integer place && place < list.size()) {
                found = list.get(place);
            } else {
                return null;
            }
        }
        return found;
    }

    static List<?> list(Object node) {
        return node instanceof List<?> list ? list : List.of();
    }

    private static Map<String, Object> texts(Map<?, ?> object) {
        Map<String, Object> texts = new LinkedHashMap<>();
        object.forEach((key, value) -> texts.put(String.valueOf(key), value));
        return texts;
    }

    @Override
    public String toString() {
        return name;
    }
}
