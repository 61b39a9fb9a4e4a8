package io.wkgate.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise: a database that is gone for as long as holding the line can bridge costs no message, on any version, over
 * either transport, also while upstream tells of a hundred offline receivers a second. Upstream is simulated, and its
 * times and ours run at a tenth; {@link RealDatabaseOutageTest} is the same with real servers and whole seconds.
 */
class DatabaseOutageTest {

    private static final double TIME_SCALE = 0.1;

    static Stream<Scenario> scenarios() {
        return DatabaseOutageScenarios.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void noMessageIsLostAndNoneIsThereTwice(Scenario scenario) throws Exception {
        run(scenario, TIME_SCALE);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("scenarios")
    void noMessageIsLostAndNoneIsThereTwiceInWholeSeconds(Scenario scenario) throws Exception {
        run(scenario, 1);
    }

    private static void run(Scenario scenario, double timeScale) throws Exception {
        Outcome outcome = DatabaseOutage.run(
                scenario, timeScale, (which, webhook) -> new SimulatedUpstream(which.version(), webhook, timeScale));

        assertThat(outcome.sent()).isGreaterThanOrEqualTo(300);
        assertThat(outcome).isEqualTo(new Outcome(outcome.sent(), 0, outcome.sent(), 0));
    }
}
