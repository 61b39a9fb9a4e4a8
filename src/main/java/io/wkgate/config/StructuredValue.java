package io.wkgate.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one record, whose components are settings, from a map. */
final class StructuredValue {

    /** What a mistake may call by its name; anything else may be a secret in the wrong place. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.-]{1,32}");

    private final String label;
    private final List<String> mistakes;

    private StructuredValue(String label, List<String> mistakes) {
        this.label = label;
        this.mistakes = mistakes;
    }

    /**
     * @param label what mistakes begin with
     * @param mistakes gets every mistake there is; none of them holds a value
     * @return null if there is a mistake
     */
    static @Nullable Object read(Class<?> record, Map<?, ?> given, String label, List<String> mistakes) {
        int before = mistakes.size();
        List<Object> values = new StructuredValue(label, mistakes).values(SettingDescription.of(record), given);
        return mistakes.size() == before ? SettingsLoader.construct(record, values) : null;
    }

    private List<Object> values(List<SettingDescription> settings, Map<?, ?> given) {
        tellUnknown(settings, given);
        Map<String, Object> values = new LinkedHashMap<>();
        for (SettingDescription setting : settings) {
            try {
                values.put(setting.name(), value(setting, given.get(setting.name())));
            } catch (IllegalArgumentException e) {
                mistakes.add(label + "." + setting.name() + " " + e.getMessage());
            }
        }
        for (SettingDescription setting : settings) {
            if (values.get(setting.name()) instanceof Duration duration
                    && values.get(setting.notLongerThan()) instanceof Duration limit
                    && duration.compareTo(limit) > 0) {
                mistakes.add(label + "." + setting.name() + " must not be longer than " + setting.notLongerThan());
            }
        }
        return List.copyOf(values.values());
    }

    private void tellUnknown(List<SettingDescription> settings, Map<?, ?> given) {
        List<String> known = settings.stream().map(SettingDescription::name).toList();
        int place = 0;
        for (Object key : given.keySet()) {
            place++;
            String name = String.valueOf(key);
            if (!known.contains(name)) {
                mistakes.add(
                        KEY.matcher(name).matches()
                                ? label + " has no setting " + name + NearestName.hint(name, known)
                                : label + " has no such setting as its entry " + place);
            }
        }
    }

    private Object value(SettingDescription setting, @Nullable Object node) {
        Class<?> type = setting.component().getType();
        if (node == null && setting.required()) {
            throw new IllegalArgumentException("is missing");
        } else if (type == Map.class) {
            return map(setting, node == null ? Map.of() : node);
        } else if (node == null) {
            return SettingValue.read(setting, null);
        } else if (type == List.class) {
            return list(setting, node);
        }
        return SettingValue.read(setting, text(node));
    }

    private List<Object> list(SettingDescription setting, Object node) {
        List<?> entries =
                node instanceof List<?> list ? list : List.of(text(node).split(",", -1));
        List<Object> values = new ArrayList<>();
        for (int place = 1; place <= entries.size(); place++) {
            String name = label + "." + setting.name() + (entries.size() == 1 ? "" : " entry " + place);
            try {
                values.add(
                        SettingValue.one(setting, text(entries.get(place - 1)).strip()));
            } catch (IllegalArgumentException e) {
                mistakes.add(name + " " + e.getMessage());
            }
        }
        return List.copyOf(values);
    }

    private Map<String, Object> map(SettingDescription setting, Object node) {
        if (!(node instanceof Map<?, ?> entries)) {
            throw new IllegalArgumentException("must be a map");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        int place = 0;
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            place++;
            String key = String.valueOf(entry.getKey());
            String name = label + "." + setting.name() + "[" + (KEY.matcher(key).matches() ? key : place) + "]";
            try {
                setting.keys().checked(key);
                if (!seen.add(key.toLowerCase(Locale.ROOT))) {
                    throw new IllegalArgumentException("is there twice; upper and lower case are the same");
                } else if (entry.getValue() == null) {
                    throw new IllegalArgumentException("has no value");
                }
                values.put(key, SettingValue.one(setting, text(entry.getValue())));
            } catch (IllegalArgumentException e) {
                mistakes.add(name + " " + e.getMessage());
            }
        }
        return Collections.unmodifiableMap(values);
    }

    private static String text(@Nullable Object node) {
        if (node instanceof Map || node instanceof Collection) {
            throw new IllegalArgumentException("must be one text");
        }
        return node == null ? "" : node.toString();
    }
}
