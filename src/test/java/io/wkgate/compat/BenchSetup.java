package io.wkgate.compat;

/**
 * How the server of a {@link Bench} is started.
 *
 * @param timeScale of a simulated one; a real one keeps its own times
 * @param grpc whether it calls its webhook over gRPC; v3, which cannot, is started without a webhook
 * @param managerToken what v1 and v2 want in the header {@code token}, or empty for none; with one, calls of {@link Bench}
 *     are refused, for they carry none: use {@link HttpCalls} with {@link Bench#api()}
 * @param query what stands behind the webhook's address, with its question mark; an event without a name comes as {@code ""}
 * @param compressAbove msg.offline compresses a list of more uids than this, 0 for the version's own limit; a real v3 keeps its own
 */
record BenchSetup(double timeScale, boolean grpc, String managerToken, String query, int compressAbove) {

    static final BenchSetup USUAL = new BenchSetup(0.1, false, "", "", 0);

    BenchSetup withTimeScale(double scale) {
        return new BenchSetup(scale, grpc, managerToken, query, compressAbove);
    }

    BenchSetup overGrpc() {
        return new BenchSetup(timeScale, true, managerToken, query, compressAbove);
    }

    BenchSetup withManagerToken(String token) {
        return new BenchSetup(timeScale, grpc, token, query, compressAbove);
    }

    BenchSetup withQuery(String own) {
        return new BenchSetup(timeScale, grpc, managerToken, own, compressAbove);
    }

    BenchSetup withCompressAbove(int uids) {
        return new BenchSetup(timeScale, grpc, managerToken, query, uids);
    }
}
