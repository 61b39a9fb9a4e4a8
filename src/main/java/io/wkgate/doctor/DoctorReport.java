package io.wkgate.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.doctor.Finding.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a doctor found.
 *
 * @param areas in the order in which they were looked at
 */
public record DoctorReport(Instant at, List<Area> areas) {

    /** What was found about one part of a set-up. */
    public record Area(String name, List<Finding> findings) {

        /** The worst of its findings. */
        public Level level() {
            return worst(findings.stream());
        }

        private JsonObject json() {
            JsonArray array = new JsonArray();
            findings.forEach(finding -> array.add(FindingJson.of(finding)));
            return new JsonObject()
                    .put("area", name)
                    .put("level", FindingJson.word(level()))
                    .put("findings", array);
        }
    }

    /** The worst of all findings; what was not looked at is no worse than what is as it should be. */
    public Level level() {
        return worst(findings());
    }

    /** Every finding, in its order. */
    public Stream<Finding> findings() {
        return areas.stream().flatMap(area -> area.findings().stream());
    }

    private static Level worst(Stream<Finding> findings) {
        return findings.map(Finding::level).max(Comparator.naturalOrder()).orElse(Level.GOOD);
    }

    /** This, and other areas behind it. */
    public DoctorReport with(List<Area> more) {
        return new DoctorReport(at, Stream.concat(areas.stream(), more.stream()).toList());
    }

    /** As {@code /v1/doctor} and {@code wkgate doctor --json} show it. */
    public JsonObject json() {
        JsonArray array = new JsonArray();
        areas.forEach(area -> array.add(area.json()));
        return new JsonObject()
                .put("level", FindingJson.word(level()))
                .put("at", at.truncatedTo(ChronoUnit.MILLIS).toString())
                .put("areas", array);
    }

    /** The areas of what {@link #json} wrote; what it does not understand is left out. */
    public static List<Area> areas(JsonObject json) {
        List<Area> areas = new ArrayList<>();
        for (Object each : json.getJsonArray("areas", new JsonArray())) {
            if (each instanceof JsonObject area) {
                List<Finding> findings = area.getJsonArray("findings", new JsonArray()).stream()
                        .filter(JsonObject.class::isInstance)
                        .map(finding -> FindingJson.read((JsonObject) finding))
                        .toList();
                areas.add(new Area(area.getString("area", ""), findings));
            }
        }
        return areas;
    }
}
