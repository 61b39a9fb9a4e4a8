package io.wkgate.compat;

import io.wkgate.revoke.Reach;
import io.wkgate.revoke.SimulatedRevokes;
import io.wkgate.testing.DatabaseServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom a revoke through wkgate reaches: with a gateway and a simulated WuKongIM of their own. With real ones it is
 * measured by {@code RevokesOnRealServersTest}.
 */
final class GatewayRevokes implements Measurement {

    @Override
    public Iterable<String> features() {
        return List.of(
                "revoke.gateway-group-online",
                "revoke.gateway-group-offline",
                "revoke.gateway-person-online",
                "revoke.gateway-person-offline",
                "revoke.gateway-large-online",
                "revoke.gateway-large-offline",
                "revoke.gateway-disbanded-online",
                "revoke.gateway-disbanded-offline",
                "revoke.gateway-group-administrator",
                "revoke.gateway-person-administrator",
                "revoke.gateway-group-muted",
                "revoke.gateway-restarted",
                "revoke.gateway-unnamed-online",
                "revoke.gateway-unbound-offline");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) throws Exception {
        if (bench.real()) {
            return Map.of();
        }
        Map<String, Measured> seen = new LinkedHashMap<>();
        try (DatabaseServer server = DatabaseServer.start()) {
            Map<String, Reach> played = SimulatedRevokes.played(server, bench.version());
            Reach group = played.get("group, by its sender");
            seen.put("revoke.gateway-group-online", online(group));
            seen.put("revoke.gateway-group-offline", offline(group));
            seen.put("revoke.gateway-person-online", online(played.get("person, by its sender")));
            seen.put("revoke.gateway-person-offline", offline(played.get("person who is away, by its sender")));
            Reach large = played.get("large group, by its sender");
            seen.put("revoke.gateway-large-online", online(large));
            seen.put("revoke.gateway-large-offline", offline(large));
            Reach disbanded = played.get("disbanded group, by its sender");
            seen.put("revoke.gateway-disbanded-online", online(disbanded));
            seen.put("revoke.gateway-disbanded-offline", offline(disbanded));
            everybody("group-administrator", played.get("group, by an administrator who is no member"), seen);
            everybody("person-administrator", played.get("person, by an administrator"), seen);
            everybody("group-muted", played.get("group whose sender is muted, by the owner"), seen);
            everybody("restarted", played.get("group without a message since the server's restart"), seen);
            Reach asInstalled = SimulatedRevokes.asInstalled(server, bench.version());
            seen.put("revoke.gateway-unnamed-online", online(asInstalled));
            seen.put("revoke.gateway-unbound-offline", offline(asInstalled));
        }
        return seen;
    }

    private static void everybody(String name, Reach reach, Map<String, Measured> seen) {
        seen.put("revoke.gateway-" + name, told(reach.toldWhoIsOnline() && reach.toldWhoIsAway(), reach));
    }

    private static Measured online(Reach reach) {
        return told(reach.toldWhoIsOnline(), reach);
    }

    private static Measured offline(Reach reach) {
        return told(reach.toldWhoIsAway(), reach);
    }

    /** Nobody may be left out without a word. */
    private static Measured told(boolean all, Reach reach) {
        if (!reach.unreadable().isEmpty()) {
            return Seen.degraded("sync-broken");
        }
        return all ? Seen.mended("told") : Seen.degraded(reach.notes().isEmpty() ? "left-out" : "said");
    }
}
