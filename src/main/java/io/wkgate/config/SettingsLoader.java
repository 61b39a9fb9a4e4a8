package io.wkgate.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the settings from a file and the environment. */
public final class SettingsLoader {

    private SettingsLoader() {}

    /**
     * @param file the YAML file, or null for none
     * @param environment the process's variables
     * @throws SettingsException that lists every mistake at once
     */
    public static Settings load(@Nullable Path file, Map<String, String> environment) {
        List<String> mistakes = new ArrayList<>();
        Map<String, Object> given = new LinkedHashMap<>();
        if (file != null) {
            given.putAll(SettingsFile.read(file, mistakes));
        }
        given.putAll(SettingsEnvironment.read(environment, mistakes));
        Settings settings = build(given, mistakes);
        if (settings == null || !mistakes.isEmpty()) {
            throw new SettingsException(mistakes);
        }
        return settings;
    }

    private static @Nullable Settings build(Map<String, Object> given, List<String> mistakes) {
        List<Object> groups = new ArrayList<>();
        for (RecordComponent group : Settings.class.getRecordComponents()) {
            List<Object> values = new ArrayList<>();
            for (SettingDescription setting : SettingDescription.of(group.getType())) {
                Object node = given.get(setting.name());
                if (setting.structured()) {
                    values.add(StructuredList.read(setting, node, mistakes));
                    continue;
                }
                try {
                    values.add(SettingValue.read(setting, node == null ? null : node.toString()));
                } catch (IllegalArgumentException e) {
                    mistakes.add(setting.label() + " " + e.getMessage());
                }
                if (isGiven(given, setting.name()) && !setting.needs().isEmpty() && !isGiven(given, setting.needs())) {
                    mistakes.add(setting.label() + " needs " + setting.needs());
                }
            }
            if (mistakes.isEmpty()) {
                groups.add(construct(group.getType(), values));
            }
        }
        if (!mistakes.isEmpty()) {
            return null;
        }
        Settings settings = (Settings) construct(Settings.class, groups);
        mistakes.addAll(settings.database().contradictions());
        return settings;
    }

    private static boolean isGiven(Map<String, Object> given, String name) {
        Object value = given.get(name);
        return value != null && !value.toString().isEmpty();
    }

    static Object construct(Class<?> record, List<Object> values) {
        try {
            Constructor<?> constructor = record.getDeclaredConstructors()[0];
            return constructor.newInstance(values.toArray());
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot make " + record, e);
        }
    }
}
