package io.wkgate.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise of {@link DatabaseOutageTest}, with real servers and whole seconds. What upstream accepted and did not store itself is
 * counted apart: nobody can have it. What it came to is written to {@code
 * docs/real-runs/VERSION.json}.
 */
@Tag("real")
@EnabledIfEnvironmentVariable(
        named = "WUKONGIM_HOME",
        matches = ".+",
        disabledReason = "WUKONGIM_HOME names no folder of WuKongIM programs")
class RealDatabaseOutageTest {

    /** All of them, or those that {@code -Dreal.versions=v1.2.6,v2.2.5} names. */
    static Stream<String> versions() {
        return Stream.of(System.getProperty("real.versions", "v1.2.6,v2.0.4,v2.0.10,v2.2.5,v3-20260823")
                .split(","));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void noMessageIsLostAndNoneIsThereTwice(String version) throws Exception {
        RealRun run = new RealRun(version);
        List<Outcome> outcomes = new ArrayList<>();
        for (Scenario scenario : DatabaseOutageScenarios.withRealServer(version).toList()) {
            Outcome outcome = DatabaseOutage.run(scenario, 1, RealUpstream::new);
            run.add(scenario.toString(), outcome);
            outcomes.add(outcome);
        }
        if (version.equals("v1.2.6")) {
            Outcome outcome = GatewayKill.run(RealUpstream::new);
            run.add("v1.2.6 over http, gateway killed and started again", outcome);
            outcomes.add(outcome);
        }
        run.write();

        assertThat(outcomes).allSatisfy(outcome -> {
            assertThat(outcome.sent()).isGreaterThanOrEqualTo(300);
            assertThat(outcome.missing()).isZero();
            assertThat(outcome.twice()).isZero();
        });
    }
}
