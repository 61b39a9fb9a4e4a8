package io.wkgate.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise of {@link OutageTest} in whole seconds: 90 of them, and 20,000 messages around each outage. */
@Tag("long")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class LongOutageTest {

    private static final AtOnce<List<SceneReport>> REPORTS = new AtOnce<>(
            2, setups(), setup -> OutageScene.play(setup, Length.FULL, Outage.DATABASE, Outage.GATEWAY_KILLED));

    static List<Setup> setups() {
        return Setup.allSimulated(1);
    }

    @AfterAll
    static void end() {
        REPORTS.close();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void nothingStaysLost(Setup setup) throws Exception {
        assertThat(REPORTS.of(setup)).hasSize(2).allSatisfy(report -> {
            assertThat(report.count().messages()).isGreaterThanOrEqualTo(20_000);
            OutageTest.assertAsFarAsCanBe(report);
        });
    }
}
