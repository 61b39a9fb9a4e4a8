package io.wkgate.outage;

import java.util.stream.Stream;

/** How long holding the line can bridge, by version: a moment, and nearly all of upstream's own patience. */
final class DatabaseOutageScenarios {

    private static final double A_MOMENT = 3;

    private DatabaseOutageScenarios() {}

    static Stream<Scenario> all() {
        return Stream.of("v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5", "v3-20260823").flatMap(DatabaseOutageScenarios::of);
    }

    static Stream<Scenario> of(String version) {
        return transports(version)
                .flatMap(transport -> Stream.of(
                        new Scenario(version, transport, A_MOMENT),
                        new Scenario(version, transport, longest(version))));
    }

    /** And one more that a simulator has no settings for: v3 with all of the lines that wkgate prints. */
    static Stream<Scenario> withRealServer(String version) {
        Stream<Scenario> more =
                version.startsWith("v3") ? Stream.of(new Scenario(version, "http", 60, true)) : Stream.empty();
        return Stream.concat(of(version), more);
    }

    private static Stream<String> transports(String version) {
        return version.startsWith("v3") ? Stream.of("http") : Stream.of("http", "grpc");
    }

    /** Five tries of 5 s (v1, v2.0), five of 10 s (v2.2), three of 5 s (v3), less some slack. */
    private static double longest(String version) {
        if (version.startsWith("v3")) {
            return 10;
        }
        return version.equals("v2.2.5") ? 45 : 20;
    }
}
