package io.wkgate.revoke;

import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: a revoke reaches every device that is online, on every version, for every kind of channel and whoever revokes;
 * who is away gets it through /message/sync or the answer says that he does not; the row is marked once; and nobody's
 * /message/sync breaks.
 */
@ExtendWith(DatabaseServerExtension.class)
class RevokesOnSimulatedVersionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5", "v3-20260823"})
    void everyRevokeReachesWhomItShould(String version, DatabaseServer server) throws Exception {
        try (RevokeScenario scenario = RevokeScenario.simulated(server.createDatabase(), version)) {
            SoftAssertions all = new SoftAssertions();
            for (Map.Entry<String, RevokeScenario.Act> act :
                    RevokeScenario.all().entrySet()) {
                act.getValue().play(scenario).check(all, act.getKey());
            }
            all.assertAll();
        }
    }
}
