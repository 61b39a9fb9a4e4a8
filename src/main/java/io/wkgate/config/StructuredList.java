package io.wkgate.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a setting whose value is a list of records, such as the relay's destinations. */
final class StructuredList {

    private StructuredList() {}

    /**
     * A mistake in an entry begins with the entry's name, {@code relay.destinations[business].url}, or with its place
     * from 1 on when it has none of its own.
     *
     * @param given JSON, or the maps and lists of a YAML file, or null
     * @param mistakes gets every mistake there is; none of them holds a value
     * @return the records without a mistake
     */
    static List<Object> read(SettingDescription setting, @Nullable Object given, List<String> mistakes) {
        Object node = given;
        if (given instanceof String text) {
            try {
                node = YamlText.readJson(text);
            } catch (IllegalArgumentException e) {
                mistakes.add(setting.label() + e.getMessage());
                return List.of();
            }
        }
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof List<?> entries)) {
            mistakes.add(setting.label() + " must be a list of maps"
                    + (node instanceof Map ? ", also if there is only one: - in YAML, [ ] in JSON" : ""));
            return List.of();
        }
        return records(setting, entries, mistakes);
    }

    private static List<Object> records(SettingDescription setting, List<?> entries, List<String> mistakes) {
        SettingDescription name = SettingDescription.of(setting.valueType()).get(0);
        Map<String, Integer> places = new HashMap<>();
        List<Object> records = new ArrayList<>();
        for (int place = 1; place <= entries.size(); place++) {
            String label = setting.name() + "[" + place + "]";
            if (!(entries.get(place - 1) instanceof Map<?, ?> entry)) {
                mistakes.add(label + " must be a map");
                continue;
            }
            if (entry.get(name.name()) instanceof String given && isName(name, given)) {
                Integer other = places.putIfAbsent(given, place);
                if (other == null) {
                    label = setting.name() + "[" + given + "]";
                } else {
                    mistakes.add(label + "." + name.name() + " is already that of entry " + other);
                }
            }
            Object read = StructuredValue.read(setting.valueType(), entry, label, mistakes);
            if (read != null) {
                records.add(read);
            }
        }
        return List.copyOf(records);
    }

    /** Only then a mistake may call the entry so: what stands in the wrong place may be a secret. */
    private static boolean isName(SettingDescription name, String given) {
        try {
            name.form().checked(given);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
