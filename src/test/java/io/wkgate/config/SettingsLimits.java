package io.wkgate.config;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much a duration or a size may be, from the settings' own descriptions: JSON Schema knows no such thing of a text, so that the
 * chart looks at it by itself.
 */
public final class SettingsLimits {

    private SettingsLimits() {}

    /**
     * One setting, or one key of a destination.
     *
     * @param min 0 for none
     * @param max {@link Long#MAX_VALUE} for none
     */
    public record Limit(String name, boolean duration, long min, long max) {

        /** As a person would write it. */
        public String text(long amount) {
            Map<Long, String> units = new TreeMap<>(Comparator.reverseOrder());
            units.putAll(
                    duration
                            ? Map.of(1L, "ms", 1000L, "s", 60_000L, "m", 3_600_000L, "h", 86_400_000L, "d")
                            : Map.of(1L, "B", 1L << 10, "KiB", 1L << 20, "MiB", 1L << 30, "GiB"));
            return units.entrySet().stream()
                    .filter(unit -> amount > 0 && amount % unit.getKey() == 0)
                    .findFirst()
                    .map(unit -> amount / unit.getKey() + unit.getValue())
                    .orElse("0" + units.get(1L));
        }

        private JsonObject json() {
            JsonObject json = new JsonObject();
            if (min > 0) {
                json.put("min", text(min));
            }
            return max == Long.MAX_VALUE ? json : json.put("max", text(max));
        }
    }

    public static List<Limit> settings() {
        return of(SettingDescription.all());
    }

    public static List<Limit> destination() {
        return of(SettingDescription.of(DestinationSettings.class));
    }

    /** What stands in the chart. */
    public static JsonObject json() {
        return new JsonObject().put("settings", json(settings())).put("destination", json(destination()));
    }

    private static JsonObject json(List<Limit> limits) {
        JsonObject json = new JsonObject();
        limits.forEach(limit -> json.put(limit.name(), limit.json()));
        return json;
    }

    private static List<Limit> of(List<SettingDescription> settings) {
        List<Limit> limits = new ArrayList<>();
        for (SettingDescription setting : settings) {
            boolean duration = setting.valueType() == Duration.class;
            if ((duration || setting.valueType() == ByteSize.class)
                    && (setting.min() > 0 || setting.max() < Long.MAX_VALUE)) {
                limits.add(new Limit(setting.name(), duration, Math.max(0, setting.min()), setting.max()));
            }
        }
        return limits;
    }
}
