package io.wkgate.revoke;

import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise of {@link RevokesOnSimulatedVersionsTest}, with real servers and real clients. What each device received is
 * written to {@code docs/real-runs/revokes/VERSION.json}, from which {@code docs/who-received-what.md} is made.
 */
@Tag("real")
@ExtendWith(DatabaseServerExtension.class)
@EnabledIfEnvironmentVariable(
        named = "WUKONGIM_HOME",
        matches = ".+",
        disabledReason = "WUKONGIM_HOME names no folder of WuKongIM programs")
class RevokesOnRealServersTest {

    /** All of them, or those that {@code -Dreal.versions=v1.2.6,v2.2.5} names. */
    static Stream<String> versions() {
        return Stream.of(System.getProperty("real.versions", String.join(",", RevokeRun.VERSIONS))
                .split(","));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyRevokeReachesWhomItShould(String version, DatabaseServer server) throws Exception {
        RevokeRun run = new RevokeRun(version);
        SoftAssertions all = new SoftAssertions();
        try (RevokeScenario scenario = RevokeScenario.real(server.createDatabase(), version)) {
            for (Map.Entry<String, RevokeScenario.Act> act :
                    RevokeScenario.all().entrySet()) {
                Reach reach = act.getValue().play(scenario);
                run.add(act.getKey(), reach);
                reach.check(all, act.getKey());
            }
        }
        run.write();
        all.assertAll();
    }
}
