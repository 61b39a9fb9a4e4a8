package io.wkgate.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise of {@link DatabaseOutageTest}, with real servers and whole seconds. What it came to is written to {@code
 * docs/real-runs/VERSION.json}.
 */
@Tag("real")
@EnabledIfEnvironmentVariable(
        named = "WUKONGIM_HOME",
        matches = ".+",
        disabledReason = "WUKONGIM_HOME names no folder of WuKongIM programs")
class RealDatabaseOutageTest {

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5", "v3-20260823"})
    void noMessageIsLostAndNoneIsThereTwice(String version) throws Exception {
        RealRun run = new RealRun(version);
        List<Outcome> outcomes = new ArrayList<>();
        for (Scenario scenario : DatabaseOutageScenarios.of(version).toList()) {
            Outcome outcome =
                    DatabaseOutage.run(scenario, 1, (which, webhook) -> new RealUpstream(which.version(), webhook));
            run.add(scenario.toString(), outcome);
            outcomes.add(outcome);
        }
        if (version.equals("v1.2.6")) {
            Outcome outcome = GatewayKill.run((which, webhook) -> new RealUpstream(which.version(), webhook));
            run.add("v1.2.6 over http, gateway killed and started again", outcome);
            outcomes.add(outcome);
        }
        run.write();

        assertThat(outcomes).allSatisfy(outcome -> {
            assertThat(outcome.sent()).isGreaterThanOrEqualTo(300);
            assertThat(outcome).isEqualTo(new Outcome(outcome.sent(), outcome.sent(), 0));
        });
    }
}
