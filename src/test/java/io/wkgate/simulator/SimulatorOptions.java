package io.wkgate.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a simulated server is started.
 *
 * @param webhook {@code http://…} with path, {@code grpc://host:port} (v1 and v2 only), or none
 * @param timeScale factor on upstream's own times: 0.1 makes a wait of 5 s one of 0.5 s
 * @param port of the API on 127.0.0.1, 0 for any
 * @param managerToken what callers must send in the header {@code token}, or empty for none; v3 knows no such token
 * @param focusEvents the only events that the webhook is called for; none for all of them. v2.0.8 and newer
 * @param clockAhead by how much its clock is ahead of this machine's, as its answers' header Date tells
 * @param compressAbove msg.offline compresses a list of more uids than this; 0 for the version's default
 */
public record SimulatorOptions(
        Profile profile,
        Optional<String> webhook,
        double timeScale,
        int port,
        String managerToken,
        int compressAbove,
        List<String> focusEvents,
        Duration clockAhead) {
    /** v3 compresses from 512 uids on, v1 and v2 never unless told to. */
    private static final int COMPRESSED_ABOVE_ON_THREE = 511;

    /** A server without webhook, on any port, ten times as fast as a real one. */
    public static SimulatorOptions of(Profile profile) {
        int compressAbove = profile.line() == Line.THREE ? COMPRESSED_ABOVE_ON_THREE : 0;
        return new SimulatorOptions(profile, Optional.empty(), 0.1, 0, "", compressAbove, List.of(), Duration.ZERO);
    }

    public SimulatorOptions withWebhook(String address) {
        return new SimulatorOptions(
                profile, Optional.of(address), timeScale, port, managerToken, compressAbove, focusEvents, clockAhead);
    }

    public SimulatorOptions withTimeScale(double scale) {
        return new SimulatorOptions(
                profile, webhook, scale, port, managerToken, compressAbove, focusEvents, clockAhead);
    }

    public SimulatorOptions withPort(int fixed) {
        return new SimulatorOptions(
                profile, webhook, timeScale, fixed, managerToken, compressAbove, focusEvents, clockAhead);
    }

    public SimulatorOptions withManagerToken(String token) {
        return new SimulatorOptions(profile, webhook, timeScale, port, token, compressAbove, focusEvents, clockAhead);
    }

    public SimulatorOptions withCompressAbove(int uids) {
        return new SimulatorOptions(profile, webhook, timeScale, port, managerToken, uids, focusEvents, clockAhead);
    }

    /** While a gRPC address is set it alone is used, as v1 and v2 do ({@code grpcOn}). */
    public SimulatorOptions withGrpcWebhook(String address) {
        return withWebhook(address);
    }

    public SimulatorOptions withFocusEvents(String... events) {
        return new SimulatorOptions(
                profile, webhook, timeScale, port, managerToken, compressAbove, List.of(events), clockAhead);
    }

    public SimulatorOptions withClockAhead(Duration ahead) {
        return new SimulatorOptions(profile, webhook, timeScale, port, managerToken, compressAbove, focusEvents, ahead);
    }
}
