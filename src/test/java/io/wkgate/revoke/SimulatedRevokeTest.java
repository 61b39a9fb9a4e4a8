package io.wkgate.revoke;

import io.wkgate.testing.DatabaseServer;
import io.wkgate.testing.DatabaseServerExtension;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(DatabaseServerExtension.class)
class SimulatedRevokeTest {
    @ParameterizedTest
    @ValueSource(strings = {"v1.2.6", "v2.0.4", "v2.0.10", "v2.2.5", "v3-20260823"})
    void all(String version, DatabaseServer server) throws Exception {
        try (RevokeScenario s = new RevokeScenario(server.createDatabase(), version, SimulatedRevokeServer::new)) {
            System.out.println(version + " group " + s.group().json());
            System.out.println(version + " person " + s.person().json());
            System.out.println(version + " personAway " + s.personAway().json());
            System.out.println(
                    version + " strangerInGroup " + s.strangerInGroup().json());
            System.out.println(
                    version + " strangerBetweenTwo " + s.strangerBetweenTwo().json());
            System.out.println(version + " muted " + s.mutedSender().json());
            System.out.println(version + " large " + s.largeGroup().json());
            System.out.println(version + " disbanded " + s.disbandedGroup().json());
        }
    }
}
