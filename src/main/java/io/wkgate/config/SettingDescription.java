package io.wkgate.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One setting as the loader and the reference page see it. */
record SettingDescription(
        String name,
        String fallback,
        long min,
        long max,
        TextForm form,
        TextForm keys,
        String notLongerThan,
        String needs,
        String example,
        String help,
        RecordComponent component) {

    static final String PREFIX = "WKGATE_";

    /** Every setting, in the order of the reference page. */
    static List<SettingDescription> all() {
        List<SettingDescription> all = new ArrayList<>();
        for (RecordComponent group : Settings.class.getRecordComponents()) {
            all.addAll(of(group.getType()));
        }
        return all;
    }

    /** The settings that a record holds. */
    static List<SettingDescription> of(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(SettingDescription::of)
                .toList();
    }

    static SettingDescription of(RecordComponent component) {
        Setting setting = component.getAnnotation(Setting.class);
        if (setting == null) {
            throw new IllegalStateException(component + " has no @Setting");
        }
        return new SettingDescription(
                setting.name(),
                setting.fallback(),
                setting.min(),
                setting.max(),
                setting.form(),
                setting.keys(),
                setting.notLongerThan(),
                setting.needs(),
                setting.example(),
                setting.help(),
                component);
    }

    /** {@code intake.grpc-port} is {@code WKGATE_INTAKE_GRPC_PORT}. */
    String variable() {
        return PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** How a mistake in it begins. */
    String label() {
        return name + " (" + variable() + ")";
    }

    /** The type of one value, where it is a list, a map or optional. */
    Class<?> valueType() {
        Type type = component.getGenericType();
        if (type instanceof ParameterizedType container) {
            Type[] arguments = container.getActualTypeArguments();
            return (Class<?>) arguments[arguments.length - 1];
        }
        return (Class<?>) type;
    }

    /** Whether each of its values has settings of its own. */
    boolean structured() {
        return valueType().isRecord() && valueType().getRecordComponents()[0].isAnnotationPresent(Setting.class);
    }

    /** Whether there is nothing it could be when it is left out. */
    boolean required() {
        return fallback.isEmpty() && component.getGenericType() instanceof Class;
    }
}
