package io.wkgate.compat;

import io.wkgate.compat.Measurement.Measured;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a measurement found out, feature by feature. */
final class Verdicts {
    private final Map<String, Measured> found = new LinkedHashMap<>();

    Verdicts put(String feature, String outcome, Support support) {
        return put(feature, outcome, support, Map.of());
    }

    Verdicts put(String feature, String outcome, Support support, Map<String, String> facts) {
        found.put(feature, new Measured(outcome, support, facts));
        return this;
    }

    Verdicts put(String feature, Measured measured) {
        found.put(feature, measured);
        return this;
    }

    Map<String, Measured> all() {
        return Map.copyOf(found);
    }
}
