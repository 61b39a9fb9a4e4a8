package io.wkgate.revoke;

import io.wkgate.testing.DatabaseServer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Revokes through a gateway, on a simulated WuKongIM, for whoever compares versions. */
public final class SimulatedRevokes {

    private SimulatedRevokes() {}

    /** All scenarios, by what they are called in {@code docs/who-received-what.md}. */
    public static Map<String, Reach> played(DatabaseServer server, String version) throws Exception {
        Map<String, Reach> played = new LinkedHashMap<>();
        try (RevokeScenario scenario = RevokeScenario.simulated(server.createDatabase(), version)) {
            for (Map.Entry<String, RevokeScenario.Act> act :
                    RevokeScenario.all().entrySet()) {
                played.put(act.getKey(), act.getValue().play(scenario));
            }
        }
        return played;
    }

    /** A revoke in a group with the settings as they come: nobody is bound, and nobody says who the members are. */
    public static Reach asInstalled(DatabaseServer server, String version) throws Exception {
        try (RevokeScenario scenario = RevokeScenario.asInstalled(server.createDatabase(), version)) {
            return scenario.groupOfWhom();
        }
    }
}
