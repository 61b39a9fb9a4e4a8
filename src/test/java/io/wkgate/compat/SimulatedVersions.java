package io.wkgate.compat;

import io.wkgate.compat.VersionMeasured.Share;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures all versions on simulators, several at once. On a machine that has too much to do an answer may be late that is not:
 * what differs from the matrix is measured again alone, with less hurry each time, and the last time alone counts.
 */
final class SimulatedVersions {

    /** They wait more than they work. */
    private static final int AT_ONCE = 4;

    /** How much slower than usual upstream's times are when something is measured again. */
    private static final List<Integer> SLOWER = List.of(2, 4);

    private final Matrix matrix;

    SimulatedVersions(Matrix matrix) {
        this.matrix = matrix;
    }

    /** By version. */
    Map<String, VersionMeasured> measure(List<String> versions) throws InterruptedException, ExecutionException {
        Map<String, List<Share>> all = atOnce(versions);
        all.forEach((version, shares) -> shares.replaceAll(share -> patiently(version, share)));
        Map<String, VersionMeasured> measured = new LinkedHashMap<>();
        all.forEach((version, shares) -> measured.put(version, VersionMeasured.of(version, shares)));
        return measured;
    }

    private static Map<String, List<Share>> atOnce(List<String> versions)
            throws InterruptedException, ExecutionException {
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Map<String, List<Future<Share>>> running = new LinkedHashMap<>();
            for (String version : versions) {
                List<Future<Share>> ofVersion = new ArrayList<>();
                for (Measurement measurement : Measurements.all()) {
                    ofVersion.add(workers.submit(() -> measure(measurement, version, 1)));
                }
                running.put(version, ofVersion);
            }
            Map<String, List<Share>> shares = new LinkedHashMap<>();
            for (Map.Entry<String, List<Future<Share>>> entry : running.entrySet()) {
                List<Share> ofVersion = new ArrayList<>();
                for (Future<Share> share : entry.getValue()) {
                    ofVersion.add(share.get());
                }
                shares.put(entry.getKey(), ofVersion);
            }
            return shares;
        } finally {
            workers.shutdownNow();
        }
    }

    private Share patiently(String version, Share first) {
        CellComparison file = new CellComparison(matrix, version);
        Share last = first;
        for (int slower : SLOWER) {
            if (file.agrees(last)) {
                return last;
            }
            last = measure(last.measurement(), version, slower);
        }
        return last;
    }

    private static Share measure(Measurement measurement, String version, int slower) {
        return VersionMeasured.measure(
                measurement,
                version,
                (of, setup) -> new SimulatedBench(of, setup.withTimeScale(setup.timeScale() * slower)));
    }
}
