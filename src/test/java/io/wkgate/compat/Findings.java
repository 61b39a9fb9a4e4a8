package io.wkgate.compat;

import io.wkgate.compat.Measurement.Measured;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one measurement has found so far. */
final class Findings {

    private final Map<String, Measured> found = new LinkedHashMap<>();

    /** @param facts name, value, name, value, … */
    void works(String feature, String outcome, String... facts) {
        add(feature, outcome, Support.WORKS, facts);
    }

    void throughWkgate(String feature, String outcome, String... facts) {
        add(feature, outcome, Support.THROUGH_WKGATE, facts);
    }

    void degraded(String feature, String outcome, String... facts) {
        add(feature, outcome, Support.DEGRADED, facts);
    }

    void impossible(String feature, String outcome, String... facts) {
        add(feature, outcome, Support.IMPOSSIBLE, facts);
    }

    Map<String, Measured> all() {
        return found;
    }

    /** Something that no outcome stands for: the matrix lacks one, or the server is another than it was. */
    static AssertionError unforeseen(String feature, Object seen) {
        return new AssertionError("no outcome of " + feature + " fits " + seen);
    }

    private void add(String feature, String outcome, Support support, String... facts) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int place = 0; place < facts.length; place += 2) {
            named.put(facts[place], facts[place + 1]);
        }
        if (found.put(feature, new Measured(outcome, support, named)) != null) {
            throw new AssertionError(feature + " was measured twice");
        }
    }
}
