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

/** The settings of a YAML file, by name: their texts, and of a setting with structure its maps and lists. */
final class SettingsFile {

    private SettingsFile() {}

    static Map<String, Object> read(Path file, List<String> mistakes) {
        Object document;
        try (Reader reader = Files.newBufferedReader(file)) {
            document = YamlText.read(reader);
        } catch (IllegalArgumentException e) {
            mistakes.add(file + e.getMessage());
            return Map.of();
        } catch (IOException e) {
            mistakes.add(file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
            return Map.of();
        }
        Map<String, SettingDescription> known =
                SettingDescription.all().stream().collect(Collectors.toMap(SettingDescription::name, each -> each));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        flatten("", document, known, values);
        Set<String> groups = known.keySet().stream()
                .map(name -> name.substring(0, name.indexOf('.')))
                .collect(Collectors.toSet());
        values.entrySet().removeIf(entry -> entry.getValue() == null && groups.contains(entry.getKey()));
        values.keySet().stream()
                .filter(name -> !known.containsKey(name))
                .forEach(name ->
                        mistakes.add(file + ": there is no setting " + name + NearestName.hint(name, known.keySet())));
        values.keySet().retainAll(known.keySet());
        // A setting without a value is one that is left out.
        Map<String, Object> given = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (value != null) {
                given.put(name, value);
            }
        });
        return given;
    }

    private static void flatten(
            String prefix,
            @Nullable Object node,
            Map<String, SettingDescription> known,
            Map<String, @Nullable Object> values) {
        SettingDescription setting = known.get(prefix);
        if (setting != null && setting.structured()) {
            values.put(prefix, node);
        } else if (node instanceof Map<?, ?> map) {
            map.forEach(
                    (key, value) -> flatten(prefix.isEmpty() ? "" + key : prefix + "." + key, value, known, values));
        } else if (node instanceof List<?> list && !prefix.isEmpty()) {
            values.put(prefix, list.stream().map(String::valueOf).collect(Collectors.joining(",")));
        } else if (!prefix.isEmpty()) {
            values.put(prefix, node == null ? null : node.toString());
        } else if (node != null) {
            values.put(node.toString(), "");
        }
    }
}
