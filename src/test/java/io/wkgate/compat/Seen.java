package io.wkgate.compat;

import io.wkgate.compat.Measurement.Measured;
import java.util.Map;

/** What was seen of a feature, where nothing is left open in its outcome's text. */
final class Seen {

    private Seen() {}

    static Measured works(String outcome) {
        return new Measured(outcome, Support.WORKS, Map.of());
    }

    /** It fails or loses something by itself, and wkgate makes it good. */
    static Measured mended(String outcome) {
        return new Measured(outcome, Support.THROUGH_WKGATE, Map.of());
    }

    static Measured degraded(String outcome) {
        return new Measured(outcome, Support.DEGRADED, Map.of());
    }
}
