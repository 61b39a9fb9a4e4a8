package io.wkgate.doctor;

import io.vertx.core.json.JsonObject;
import io.wkgate.doctor.Finding.Level;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A finding as JSON; what is empty is left out. */
final class FindingJson {

    private FindingJson() {}

    static JsonObject of(Finding finding) {
        JsonObject json = new JsonObject()
                .put("id", finding.id())
                .put("level", word(finding.level()))
                .put("what", finding.what());
        if (!finding.why().isEmpty()) {
            json.put("why", finding.why());
        }
        if (!finding.mend().isEmpty()) {
            json.put("mend", finding.mend());
        }
        if (!finding.details().isEmpty()) {
            JsonObject details = new JsonObject();
            new TreeMap<>(finding.details()).forEach(details::put);
            json.put("details", details);
        }
        return json;
    }

    /** A level that is not known counts as a warning: it was worth a word of its own. */
    static Finding read(JsonObject json) {
        Map<String, String> details = new TreeMap<>();
        json.getJsonObject("details", new JsonObject())
                .forEach(each -> details.put(each.getKey(), String.valueOf(each.getValue())));
        Level level = Arrays.stream(Level.values())
                .filter(each -> word(each).equals(json.getString("level")))
                .findFirst()
                .orElse(Level.WARNING);
        return new Finding(
                json.getString("id", ""),
                level,
                json.getString("what", ""),
                json.getString("why", ""),
                json.getString("mend", ""),
                Map.copyOf(details));
    }

    static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
