package io.wkgate.revoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: 200 revokes while WuKongIM is killed and started again three times are all confirmed, every client applied each
 * of them, and no message is marked and no revoke is there twice.
 */
@ExtendWith(DatabaseServerExtension.class)
class ManyRevokesTest {

    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.2.5", "v3-20260823"})
    void allAreConfirmedAndApplied(String version, DatabaseServer server) throws Exception {
        ManyRevokes.Outcome outcome = ManyRevokes.run(server.createDatabase(), version, SimulatedRevokeServer::new);

        assertThat(outcome)
                .isEqualTo(new ManyRevokes.Outcome(ManyRevokes.COUNT, ManyRevokes.COUNT, ManyRevokes.COUNT, 0, 0));
    }
}
