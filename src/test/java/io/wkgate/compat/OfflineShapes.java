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
        return List.of("bodies.offline-sender", "bodies.uid-with-dash");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        MarkedMessages messages = new MarkedMessages(bench);
        messages.group("g1", "u1", "u2", "u3");
        messages.visitors("u1", "u2", "u3");
        try (ChatClient dashed = ChatClient.connect(bench.webSocket(), DASHED, "t", ChatClient.APP)) {
            messages.send("away", toGroup("u1", "g1"));
            boolean sender =
                    messages.awaitOffline("away").getJsonArray("to_uids").contains("u1");
            String presence = bench.webhook()
                    .await(ONLINE_STATUS, came -> came.body().contains(DASHED))
                    .body();
            boolean last = presence.matches(".*\"" + DASHED + "(-\\d+){5}\".*");
            return new Verdicts()
                    .put("bodies.offline-sender", sender ? "named" : "left-out", sender ? THROUGH_WKGATE : WORKS)
                    .put("bodies.uid-with-dash", last ? "from-the-right" : "other", last ? WORKS : DEGRADED)
                    .all();
        }
    }
}
