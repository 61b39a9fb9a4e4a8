package io.wkgate.repair;

import io.wkgate.outage.RealUpstream;
import io.wkgate.outage.SimulatedUpstream;
import io.wkgate.outage.TestUpstream;
import io.wkgate.simulator.Profile;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a scene is played with.
 *
 * @param manager whether wkgate knows v3's manager listener
 * @param real a real server, whose times nobody can shorten
 * @param timeScale how much faster than real upstream's times run, and wkgate's that answer to them
 * @param variables wkgate's settings beside those of every scene
 */
record Setup(String version, boolean manager, boolean real, double timeScale, Map<String, String> variables) {

    /** How long v1, v2.0 and v3 wait for the webhook's answer, and v2.2; the line is held for a little less. */
    private static final long PATIENCE_MILLIS = 4500;

    private static final long PATIENCE_OF_LATE_TWO_MILLIS = 9500;

    static Setup simulated(String version, double timeScale) {
        return new Setup(version, false, false, timeScale, Map.of());
    }

    static Setup real(String version) {
        return new Setup(version, false, true, 1, Map.of());
    }

    Setup withManager() {
        return new Setup(version, true, real, timeScale, variables);
    }

    Setup with(String variable, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(variable, value);
        return new Setup(version, manager, real, timeScale, more);
    }

    /** The simulated ones of all versions, v3 without and with its manager listener. */
    static List<Setup> allSimulated(double timeScale) {
        return Arrays.stream(Profile.values())
                .map(profile -> simulated(profile.version(), timeScale))
                .flatMap(Setup::withoutAndWithManager)
                .toList();
    }

    Stream<Setup> withoutAndWithManager() {
        return three() ? Stream.of(this, withManager()) : Stream.of(this);
    }

    /** All of them, or those that {@code -Dreal.versions=v1.2.6,v2.2.5} names. */
    static Stream<String> realVersions() {
        String all = String.join(
                ",", Arrays.stream(Profile.values()).map(Profile::version).toList());
        return Stream.of(System.getProperty("real.versions", all).split(","));
    }

    boolean three() {
        return version.startsWith("v3");
    }

    /** Whether channels that nobody speaks in any more are found: by lists, or by the conversations of who is known. */
    boolean findsSilentChannels() {
        return !three() || manager;
    }

    /**
     * Measured on v3-20260823: once somebody has sent a message to himself, of two persons who speak for the first time
     * afterwards one, or none, becomes a member of their channel, and only members may read it.
     */
    boolean speaksToOneself() {
        return !real || findsSilentChannels();
    }

    TestUpstream start(String webhook) {
        return real ? RealUpstream.start(version, webhook) : new SimulatedUpstream(version, webhook, timeScale);
    }

    /** The settings of a gateway behind that upstream. */
    Map<String, String> settings(TestUpstream upstream) {
        Map<String, String> settings = new HashMap<>();
        settings.put("WKGATE_UPSTREAM_URLS", upstream.api());
        settings.put("WKGATE_UPSTREAM_PROBE_INTERVAL", "1s");
        settings.put("WKGATE_UPSTREAM_TIMEOUT", "2s");
        settings.put("WKGATE_INTAKE_HOLD", scaled(holdMillis()) + "ms");
        // A process that starts beside several others takes its time.
        settings.put("WKGATE_DATABASE_TIMEOUT", "20s");
        settings.put("WKGATE_GAP_GRACE", "1s");
        settings.put("WKGATE_GAP_RATE", "1000");
        settings.put("WKGATE_GAP_PAGE", "50");
        settings.put("WKGATE_GAP_LEASE", "2s");
        settings.put("WKGATE_GAP_LONGEST_PAUSE", "1s");
        upstream.manager().filter(listener -> manager).ifPresent(listener -> {
            settings.put("WKGATE_UPSTREAM_MANAGER_URLS", listener);
            settings.put("WKGATE_UPSTREAM_MANAGER_USER", ManagedLog.USER);
            settings.put("WKGATE_UPSTREAM_MANAGER_PASSWORD", ManagedLog.PASSWORD);
        });
        settings.putAll(variables);
        return settings;
    }

    private long holdMillis() {
        return version.equals("v2.2.5") ? PATIENCE_OF_LATE_TWO_MILLIS : PATIENCE_MILLIS;
    }

    private long scaled(long millis) {
        return Math.round(millis * timeScale);
    }

    @Override
    public String toString() {
        return (real ? "real " : "simulated ") + version + (manager ? " with its manager listener" : "");
    }
}
