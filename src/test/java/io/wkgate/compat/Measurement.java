package io.wkgate.compat;

import java.util.Map;

/** Finds out, on a server, what a cell must say. One object may measure several features of one scene. */
interface Measurement {

    /** Which features it measures. */
    Iterable<String> features();

    /** The server that it wants; a usual one unless it says otherwise. */
    default BenchSetup setup() {
        return BenchSetup.USUAL;
    }

    /**
     * Measures.
     *
     * @param bench fresh; nobody else uses it
     * @return by the feature's id; a feature that cannot be seen on this kind of bench is left out only when it is real
     */
    Map<String, Measured> measure(Bench bench) throws Exception;

    /** What a cell must say. */
    record Measured(String outcome, Support support, Map<String, String> facts) {}
}
