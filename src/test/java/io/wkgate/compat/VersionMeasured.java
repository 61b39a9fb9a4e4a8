package io.wkgate.compat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * What the measurements found out on one version.
 *
 * @param found by the feature's id
 * @param troubles measurements that came to nothing, or that contradict each other or what they say they measure
 */
record VersionMeasured(String version, Map<String, Measurement.Measured> found, List<String> troubles) {

    /** One measurement's share. */
    record Share(Measurement measurement, Map<String, Measurement.Measured> found, List<String> troubles) {}

    static Share measure(Measurement measurement, String version, BiFunction<String, BenchSetup, Bench> benches) {
        List<String> troubles = new ArrayList<>();
        try (Bench bench = benches.apply(version, measurement.setup())) {
            Map<String, Measurement.Measured> found = measurement.measure(bench);
            for (String feature : measurement.features()) {
                if (!found.containsKey(feature) && !bench.real()) {
                    troubles.add(version + ", " + feature + ": " + name(measurement) + " did not measure it");
                }
            }
            return new Share(measurement, found, troubles);
        } catch (Exception | AssertionError e) {
            troubles.add(version + ", " + measurement.features() + ": " + name(measurement) + " failed with " + e
                    + where(e));
            return new Share(measurement, Map.of(), troubles);
        }
    }

    static VersionMeasured of(String version, List<Share> shares) {
        Map<String, Measurement.Measured> found = new TreeMap<>();
        List<String> troubles = new ArrayList<>();
        for (Share share : shares) {
            troubles.addAll(share.troubles());
            share.found().forEach((feature, measured) -> {
                Measurement.Measured other = found.putIfAbsent(feature, measured);
                if (other != null && !other.equals(measured)) {
                    troubles.add(version + ", " + feature + ": measured twice, as " + other + " and, by "
                            + name(share.measurement()) + ", as " + measured);
                }
            });
        }
        return new VersionMeasured(version, found, troubles);
    }

    private static String where(Throwable e) {
        return Arrays.stream(e.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("io.wkgate.compat"))
                .findFirst()
                .map(frame -> ", at " + frame)
                .orElse("");
    }

    private static String name(Measurement measurement) {
        return measurement.getClass().getSimpleName();
    }
}
