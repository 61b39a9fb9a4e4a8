package io.wkgate.simulator;

import java.util.Optional;

/**
 * How a simulated server is started.
 *
 * @param webhook {@code http://…} with path, {@code grpc://host:port} (v1 and v2 only), or none
 * @param timeScale factor on upstream's own times: 0.1 makes a wait of 5 s one of 0.5 s
 * @param port of the API on 127.0.0.1, 0 for any
 * @param managerToken what callers must send in the header {@code token}, or empty for none; v3 knows no such token
 * @param compressAbove msg.offline compresses a list of more uids than this; 0 for the version's default
 */
public record SimulatorOptions(
        Profile profile, Optional<String> webhook, double timeScale, int port, String managerToken, int compressAbove) {
    /** v3 compresses from 512 uids on, v1 and v2 never unless told to. */
    private static final int COMPRESSED_ABOVE_ON_THREE = 511;

    /** A server without webhook, on any port, ten times as fast as a real one. */
    public static SimulatorOptions of(Profile profile) {
        int compressAbove = profile.line() == Line.THREE ? COMPRESSED_ABOVE_ON_THREE : 0;
        return new SimulatorOptions(profile, Optional.empty(), 0.1, 0, "", compressAbove);
    }

    public SimulatorOptions withWebhook(String address) {
        return new SimulatorOptions(profile, Optional.of(address), timeScale, port, managerToken, compressAbove);
    }

    public SimulatorOptions withTimeScale(double scale) {
        return new SimulatorOptions(profile, webhook, scale, port, managerToken, compressAbove);
    }

    public SimulatorOptions withPort(int fixed) {
        return new SimulatorOptions(profile, webhook, timeScale, fixed, managerToken, compressAbove);
    }

    public SimulatorOptions withManagerToken(String token) {
        return new SimulatorOptions(profile, webhook, timeScale, port, token, compressAbove);
    }

    public SimulatorOptions withCompressAbove(int uids) {
        return new SimulatorOptions(profile, webhook, timeScale, port, managerToken, uids);
    }
}
