package io.wkgate.compat;

import static io.wkgate.compat.Caller.GROUP;
import static io.wkgate.compat.Caller.PERSON;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** What the log has, and does not have, of messages that are none of a user: of the system, transients, commands. */
final class LogSystemMeasurement implements Measurement {

    private static final String SYSTEM = "____system";

    @Override
    public List<String> features() {
        return List.of("log.system-to-person", "log.transient", "log.command");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        Findings found = new Findings();
        Caller caller = new Caller(bench);
        caller.liveGroup("g1", "u1", "u2");
        system(bench, caller, found);
        others(bench, caller, found);
        return found.all();
    }

    private static void system(Bench bench, Caller caller, Findings found) {
        String feature = "log.system-to-person";
        if (caller.send("", "u5", PERSON, "from-nobody").status() != 200) {
            caller.send(SYSTEM, "u5", PERSON, "from-nobody");
            caller.awaitStored("u5", SYSTEM, PERSON, "from-nobody");
            found.works(feature, "named");
            return;
        }
        String told = bench.webhook()
                .await("msg.notify", came -> came.body().contains("from-nobody"))
                .body();
        String channel = new JsonArray(told)
                .stream()
                        .map(JsonObject.class::cast)
                        .filter(row -> "from-nobody".equals(row.getString("client_msg_no")))
                        .map(row -> row.getString("channel_id"))
                        .findFirst()
                        .orElseThrow();
        boolean readable = caller.numbers("u5", SYSTEM, PERSON).contains("from-nobody");
        if (channel.equals("u5") && !readable) {
            found.degraded(feature, "readable-by-nobody");
        } else if (channel.equals(SYSTEM) && readable) {
            found.degraded(feature, "recipient-lost");
        } else {
            throw Findings.unforeseen(feature, channel + ", readable: " + readable);
        }
    }

    private static void others(Bench bench, Caller caller, Findings found) {
        JsonObject transientOne = Caller.message("u1", "g1", GROUP, "transient").put("header", Caller.header(1, 0, 0));
        caller.send(transientOne);
        caller.send(Caller.command("u1", "command").mergeIn(Caller.channel("g1", GROUP)));
        caller.say("u1", "g1", GROUP, "behind");
        List<String> logged = caller.numbers("u1", "g1", GROUP);
        if (!logged.equals(List.of("g1-first", "behind"))) {
            throw Findings.unforeseen("log.transient", logged);
        }
        found.impossible("log.transient", "not-kept");
        found.impossible("log.command", "not-numbered");
    }
}
