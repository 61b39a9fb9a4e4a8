package io.wkgate.compat;

import static io.wkgate.compat.MarkedMessages.*;
import static io.wkgate.compat.Support.*;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** In which channel msg.notify tells commands. */
final class CommandShapes implements Measurement {

    @Override
    public Iterable<String> features() {
        return List.of("bodies.command", "bodies.command-to-person", "bodies.command-to-subscribers");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        MarkedMessages messages = new MarkedMessages(bench);
        UpstreamTimes times = new UpstreamTimes(bench);
        messages.group("g1", "u1", "u2");
        messages.send("group", command(toGroup("u1", "g1")));
        messages.send("there", command(toPerson("u1", "u2")));
        messages.send("back", command(toPerson("u2", "u1")));
        JsonObject listed =
                command(toGroup("u1", "")).put("channel_type", 0).put("subscribers", JsonArray.of("u1", "u2", "u3"));
        messages.send("listed", listed);
        messages.awaitNotified("listed");
        times.within(times.here(1.5), () -> messages.notified("listed").size() == 3);
        return new Verdicts()
                .put("bodies.command", group(messages.awaitNotified("group")))
                .put("bodies.command-to-person", person(messages))
                .put("bodies.command-to-subscribers", listed(messages.notified("listed")))
                .all();
    }

    private static JsonObject command(JsonObject message) {
        return message.put("header", header(0, 0, 1));
    }

    private static Measured group(JsonObject told) {
        boolean real = told.getString("channel_id").equals("g1") && told.getLong("message_seq") == 0;
        return new Measured(real ? "real-channel" : "own-channel", real ? WORKS : THROUGH_WKGATE, Map.of());
    }

    private static Measured person(MarkedMessages messages) {
        String there = messages.awaitNotified("there").getString("channel_id");
        String back = messages.awaitNotified("back").getString("channel_id");
        if (there.equals("u2") && back.equals("u1")) {
            return new Measured("peer", WORKS, Map.of());
        }
        return there.equals("u2@u1____cmd") && back.equals(there)
                ? new Measured("joined", THROUGH_WKGATE, Map.of())
                : new Measured("peer-lost", DEGRADED, Map.of());
    }

    private static Measured listed(List<JsonObject> told) {
        if (told.size() > 1) {
            return new Measured("one-each", DEGRADED, Map.of());
        }
        String channel = told.get(0).getString("channel_id");
        return channel.endsWith("@tmp")
                ? new Measured("temporary", THROUGH_WKGATE, Map.of())
                : new Measured("numbered", THROUGH_WKGATE, Map.of());
    }
}
