package io.wkgate.compat;

import static io.wkgate.compat.MarkedMessages.*;
import static io.wkgate.compat.Support.*;

import io.wkgate.chat.ChatClient;
import java.util.List;
import java.util.Map;

/** Whom msg.offline names, and how user.onlinestatus writes a uid. */
final class OfflineShapes implements Measurement {
    private static final String DASHED = "a-b";

    @Override
    public Iterable<String> features() {
        return List.of("delivery.offline-absent", "bodies.offline-sender", "bodies.uid-with-dash");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        MarkedMessages messages = new MarkedMessages(bench);
        messages.group("g1", "u1", "u2", "u3");
        Verdicts verdicts = new Verdicts();
        try (ChatClient dashed = messages.present(DASHED);
                ChatClient sender = messages.present("u1");
                ChatClient receiver = messages.present("u2")) {
            messages.send("present", toGroup("u1", "g1"));
            List<Object> named = messages.awaitOffline("present").getJsonArray("to_uids").stream()
                    .toList();
            boolean absent = named.contains("u3");
            verdicts.put("delivery.offline-absent", absent ? "told" : "not-told", absent ? WORKS : IMPOSSIBLE);
            verdicts.put("bodies.uid-with-dash", dashed(bench));
            if (!absent) {
                verdicts.put("bodies.offline-sender", sender(named));
                return verdicts.all();
            }
        }
        bench.webhook().await(ONLINE_STATUS, came -> came.body().contains("u1-0-0-"));
        messages.send("away", toGroup("u1", "g1"));
        return verdicts.put(
                        "bodies.offline-sender",
                        sender(messages.awaitOffline("away").getJsonArray("to_uids").stream()
                                .toList()))
                .all();
    }

    private static Measured sender(List<Object> named) {
        return named.contains("u1")
                ? new Measured("named", THROUGH_WKGATE, Map.of())
                : new Measured("left-out", WORKS, Map.of());
    }

    private static Measured dashed(Bench bench) {
        String presence = bench.webhook()
                .await(ONLINE_STATUS, came -> came.body().contains(DASHED))
                .body();
        return presence.matches(".*\"" + DASHED + "(-\\d+){5}\".*")
                ? new Measured("from-the-right", WORKS, Map.of())
                : new Measured("other", DEGRADED, Map.of());
    }
}
