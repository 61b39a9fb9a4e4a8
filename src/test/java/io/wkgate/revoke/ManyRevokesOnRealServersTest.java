package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise of {@link ManyRevokesTest}, with real servers and real clients. */
@Tag("real")
@ExtendWith(DatabaseServerExtension.class)
@EnabledIfEnvironmentVariable(
        named = "WUKONGIM_HOME",
        matches = ".+",
        disabledReason = "WUKONGIM_HOME names no folder of WuKongIM programs")
class ManyRevokesOnRealServersTest {

    static Stream<String> versions() {
        return RevokesOnRealServersTest.versions();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void allAreConfirmedAndApplied(String version, DatabaseServer server) throws Exception {
        ManyRevokes.Outcome outcome = ManyRevokes.run(server.createDatabase(), version, RealRevokeServer::new);

        assertThat(outcome)
                .isEqualTo(new ManyRevokes.Outcome(ManyRevokes.COUNT, ManyRevokes.COUNT, ManyRevokes.COUNT, 0, 0));
    }
}
