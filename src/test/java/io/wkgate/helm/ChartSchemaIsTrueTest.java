package io.wkgate.helm;

import io.vertx.core.json.JsonObject;
import io.wkgate.config.SettingsLimits;
import io.wkgate.config.SettingsSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The promise: the chart knows every setting and every key of a destination, and no other, and how much each may be. */
class ChartSchemaIsTrueTest {

    private static final Path SCHEMA = Helm.CHART.resolve("values.schema.json");
    private static final Path LIMITS = Helm.CHART.resolve("limits.json");

    @Test
    void itSaysOfSettingsWhatTheySayThemselves() throws Exception {
        JsonObject schema = new JsonObject(Files.readString(SCHEMA));
        JsonObject values = schema.getJsonObject("properties");
        values.put("settings", SettingsSchema.groups());
        values.getJsonObject("relay")
                .getJsonObject("properties")
                .getJsonObject("destinations")
                .put("items", SettingsSchema.destination());
        Made.holds(SCHEMA, schema.encodePrettily() + "\n");
    }

    @Test
    void itsLimitsAreThoseOfTheSettings() throws Exception {
        Made.holds(LIMITS, SettingsLimits.json().encodePrettily() + "\n");
    }
}
