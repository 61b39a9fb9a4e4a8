package io.wkgate.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One setting as the loader and the reference page see it. */
record SettingDescription(
        String name, String fallback, long min, long max, boolean pathSegment, String help, RecordComponent component) {

    static final String PREFIX = "WKGATE_";

    /** Every setting, in the order of the reference page. */
    static List<SettingDescription> all() {
        List<SettingDescription> all = new ArrayList<>();
        for (RecordComponent group : Settings.class.getRecordComponents()) {
            for (RecordComponent component : group.getType().getRecordComponents()) {
                all.add(of(component));
            }
        }
        return all;
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
                setting.pathSegment(),
                setting.help(),
                component);
    }

    /** {@code intake.grpc-port} is {@code WKGATE_INTAKE_GRPC_PORT}. */
    String variable() {
        return PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
