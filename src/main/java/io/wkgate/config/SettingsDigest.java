package io.wkgate.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two replicas run with the same settings, without telling which they are: a SHA-256 over every setting that
 * should be the same on all of them. Of a secret only counts whether it is set. Left out is what may well differ: where a
 * replica listens, the paths of its files, its way to the database, what it prints to be pasted, and how it logs.
 */
public final class SettingsDigest {

    private SettingsDigest() {}

    /** 32 bytes. */
    public static byte[] of(Settings settings) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text(settings).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What is digested. */
    static String text(Settings settings) {
        StringBuilder text = new StringBuilder();
        for (RecordComponent group : Settings.class.getRecordComponents()) {
            Object values = value(group, settings);
            for (SettingDescription setting : SettingDescription.of(group.getType())) {
                if (counts(setting)) {
                    text.append(setting.name())
                            .append('=')
                            .append(shown(value(setting.component(), values)))
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    private static boolean counts(SettingDescription setting) {
        String name = setting.name();
        boolean place = name.endsWith("host") || name.endsWith("port");
        return !place
                && !name.startsWith("log.")
                && setting.valueType() != Path.class
                && setting.valueType() != URI.class
                && setting.valueType() != DatabaseUrl.class;
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof Secret) {
            return "set";
        } else if (value instanceof Optional<?> optional) {
            return optional.map(SettingsDigest::shown).orElse("");
        } else if (value instanceof Collection<?> collection) {
            return collection.stream().map(SettingsDigest::shown).toList().toString();
        } else if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, each) -> sorted.put(String.valueOf(key), shown(each)));
            return sorted.toString();
        } else if (value instanceof DestinationSettings destination) {
            StringBuilder keys = new StringBuilder();
            for (SettingDescription key : SettingDescription.of(DestinationSettings.class)) {
                keys.append(key.name())
                        .append('=')
                        .append(shown(value(key.component(), destination)))
                        .append(';');
            }
            return keys.toString();
        }
        // Addresses leave out user, password and query by themselves.
        return String.valueOf(value);
    }

    private static @Nullable Object value(RecordComponent component, @Nullable Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
