package io.wkgate.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.ParameterizedType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a values file of the chart may say of the settings, as JSON Schema, from the settings' own descriptions. A
 * pattern is only on what is no secret, for helm prints the value that does not match.
 */
public final class SettingsSchema {

    private static final String DURATION = "^[0-9]{1,12}(ms|s|m|h|d)$";
    private static final String SIZE = "^[0-9]{1,12}(B|KiB|MiB|GiB)?$";
    private static final String ADDRESS = "^https?://[^/?#]";
    private static final String NAME = "^[A-Za-z0-9_-]{1,64}$";
    private static final String NOT_BLANK = "\\S";

    private SettingsSchema() {}

    /** Every group with its settings, but for those that the chart sets by itself or keeps in a Secret. */
    public static JsonObject groups() {
        JsonObject groups = new JsonObject();
        for (SettingDescription setting : SettingDescription.all()) {
            if (belongsToTheChart(setting)) {
                continue;
            }
            String[] name = setting.name().split("\\.", 2);
            if (!groups.containsKey(name[0])) {
                groups.put(name[0], closed(new JsonObject()));
            }
            groups.getJsonObject(name[0]).getJsonObject("properties").put(name[1], described(setting));
        }
        return closed(groups);
    }

    /** One entry of {@code relay.destinations}. */
    public static JsonObject destination() {
        JsonObject keys = new JsonObject();
        JsonArray required = new JsonArray();
        for (SettingDescription key : SettingDescription.of(DestinationSettings.class)) {
            keys.put(key.name(), described(key));
            if (key.required()) {
                required.add(key.name());
            }
        }
        return closed(keys).put("required", required);
    }

    private static JsonObject closed(JsonObject properties) {
        return new JsonObject()
                .put("type", "object")
                .put("additionalProperties", false)
                .put("properties", properties);
    }

    /** Secrets stand in Secrets, files are mounted, and the ports stand in the Services. */
    private static boolean belongsToTheChart(SettingDescription setting) {
        Class<?> type = setting.valueType();
        return type == Secret.class
                || type == DatabaseUrl.class
                || type == Path.class
                || setting.structured()
                || setting.name().matches(".*[.-](host|port)|database\\.tls");
    }

    private static JsonObject described(SettingDescription setting) {
        JsonObject one = one(setting, setting.valueType());
        JsonObject whole = setting.component().getGenericType() instanceof ParameterizedType container
                        && container.getRawType() != Optional.class
                ? several(container, one)
                : one;
        return new JsonObject().put("description", setting.help()).mergeIn(whole);
    }

    private static JsonObject several(ParameterizedType container, JsonObject one) {
        if (container.getRawType() == List.class) {
            return type("array").put("items", one);
        }
        if (container.getRawType() == Map.class) {
            return type("object").put("additionalProperties", one);
        }
        throw new IllegalStateException("no schema for " + container);
    }

    private static JsonObject one(SettingDescription setting, Class<?> type) {
        if (type == int.class) {
            JsonObject number = type("integer").put("minimum", setting.min());
            return setting.max() == Long.MAX_VALUE ? number : number.put("maximum", setting.max());
        } else if (type == boolean.class) {
            return type("boolean");
        } else if (type == Duration.class) {
            return type("string").put("pattern", DURATION);
        } else if (type == ByteSize.class) {
            return new JsonObject()
                    .put("type", new JsonArray().add("string").add("integer"))
                    .put("pattern", SIZE);
        } else if (type.isEnum()) {
            return new JsonObject()
                    .put(
                            "enum",
                            new JsonArray(Arrays.stream(type.getEnumConstants())
                                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                                    .toList()));
        } else if (type == UpstreamUrl.class || type == URI.class) {
            return type("string").put("pattern", ADDRESS);
        } else if (type == String.class && setting.form() == TextForm.NAME) {
            return type("string").put("pattern", NAME);
        } else if (type == String.class && setting.form() == TextForm.NOT_BLANK) {
            return type("string").put("pattern", NOT_BLANK);
        }
        return type("string");
    }

    private static JsonObject type(String name) {
        return new JsonObject().put("type", name);
    }
}
