package io.wkgate.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise of {@link OutageTest} in whole seconds: 90 of them, and 20,000 messages around each outage. */
@Tag("long")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class LongOutageTest {

    private static AtOnce<List<SceneReport>> reports;

    static List<Setup> setups() {
        return Setup.allSimulated(1);
    }

    @BeforeAll
    static void play() {
        reports = new AtOnce<>(
                2,
                setups(),
                setup -> OutageScene.play(setup, Length.FULL, Outage.DATABASE, Outage.GATEWAY_KILLED));
    }

    @AfterAll
    static void end() {
        reports.close();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void nothingStaysLost(Setup setup) throws Exception {
        assertThat(reports.of(setup)).hasSize(2).allSatisfy(report -> {
            assertThat(report.count().messages()).isGreaterThanOrEqualTo(20_000);
            OutageTest.assertAsFarAsCanBe(report);
        });
    }
}
