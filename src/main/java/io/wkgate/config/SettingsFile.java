package io.wkgate.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** The settings of a YAML file, by name. */
final class SettingsFile {

    private SettingsFile() {}

    static Map<String, String> read(Path file, List<String> mistakes) {
        Object document;
        try (Reader reader = Files.newBufferedReader(file)) {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            DumperOptions unused = new DumperOptions();
            document = new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new AsWritten())
                    .load(reader);
        } catch (MarkedYAMLException e) {
            // Its own message quotes the line, which may hold a secret.
            String where = e.getProblemMark() == null
                    ? ""
                    : ", line " + (e.getProblemMark().getLine() + 1);
            mistakes.add(file + where + ": not YAML: " + e.getProblem());
            return Map.of();
        } catch (IOException | YAMLException e) {
            mistakes.add(file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
            return Map.of();
        }
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        flatten("", document, values);
        Set<String> known =
                SettingDescription.all().stream().map(SettingDescription::name).collect(Collectors.toSet());
        Set<String> groups =
                known.stream().map(name -> name.substring(0, name.indexOf('.'))).collect(Collectors.toSet());
        values.entrySet().removeIf(entry -> entry.getValue() == null && groups.contains(entry.getKey()));
        values.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> mistakes.add(file + ": there is no setting " + name + nearest(name, known)));
        values.keySet().retainAll(known);
        // A setting without a value is one that is left out.
        Map<String, String> given = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (value != null) {
                given.put(name, value);
            }
        });
        return given;
    }

    private static void flatten(String prefix, @Nullable Object node, Map<String, @Nullable String> values) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> flatten(prefix.isEmpty() ? "" + key : prefix + "." + key, value, values));
        } else if (node instanceof List<?> list && !prefix.isEmpty()) {
            values.put(prefix, list.stream().map(String::valueOf).collect(Collectors.joining(",")));
        } else if (!prefix.isEmpty()) {
            values.put(prefix, node == null ? null : node.toString());
        } else if (node != null) {
            values.put(node.toString(), "");
        }
    }

    /** A typing mistake is told with what was probably meant. */
    static String nearest(String name, Set<String> known) {
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= 2)
                .findFirst()
                .map(candidate -> "; did you mean " + candidate + "?")
                .orElse("");
    }

    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int column = 0; column < previous.length; column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int change = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
                current[column] = Math.min(
                        Math.min(current[column - 1] + 1, previous[column] + 1), previous[column - 1] + change);
            }
            previous = current;
        }
        return previous[right.length()];
    }

    /** Leaves every text as it is written: a key of digits is no number, and {@code off} no truth value. */
    private static final class AsWritten extends Resolver {

        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
        }
    }
}
