package io.wkgate.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise of {@link OutageTest}, with real servers, 90 seconds and 20,000 messages around each outage. What it came to is
 * written to {@code docs/real-runs/repair}; {@code -Dreal.short=true} is for a quick look and writes nothing.
 */
@Tag("real")
@EnabledIfEnvironmentVariable(
        named = "WUKONGIM_HOME",
        matches = ".+",
        disabledReason = "WUKONGIM_HOME names no folder of WuKongIM programs")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class RealOutageTest {

    static Stream<String> versions() {
        return Setup.realVersions();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void nothingStaysLost(String version) throws Exception {
        RepairRun run = new RepairRun(version);
        List<SceneReport> reports = new ArrayList<>();
        for (Setup setup : Setup.real(version).withoutAndWithManager().toList()) {
            if (Boolean.getBoolean("real.short")) {
                reports.addAll(OutageScene.play(
                        setup, Length.SHORT_AND_REAL, Outage.GATEWAY_KILLED, Outage.GATEWAY_TERMINATED));
            } else {
                reports.addAll(OutageScene.play(setup, Length.FULL, Outage.DATABASE, Outage.GATEWAY_KILLED));
            }
        }
        reports.forEach(run::add);
        if (!Boolean.getBoolean("real.short")) {
            run.write();
        }

        assertThat(reports).allSatisfy(OutageTest::assertAsFarAsCanBe);
    }
}
