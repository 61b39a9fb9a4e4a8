package io.wkgate.compat;

/**
 * How the server of a {@link Bench} is started.
 *
 * @param timeScale of a simulated one; a real one keeps its own times
 * @param grpc whether it calls its webhook over gRPC; v3, which cannot, is started without a webhook
 * @param managerToken what v1 and v2 want in the header {@code token}, or empty for none; with one, calls of {@link Bench}
 *     are refused, for they carry none: use {@link HttpCalls} with {@link Bench#api()}
 */
record BenchSetup(double timeScale, boolean grpc, String managerToken) {

    static final BenchSetup USUAL = new BenchSetup(0.1, false, "");

    BenchSetup withTimeScale(double scale) {
        return new BenchSetup(scale, grpc, managerToken);
    }

    BenchSetup overGrpc() {
        return new BenchSetup(timeScale, true, managerToken);
    }

    BenchSetup withManagerToken(String token) {
        return new BenchSetup(timeScale, grpc, token);
    }
}
