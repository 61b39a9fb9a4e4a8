package io.wkgate.compat;

import static io.wkgate.compat.Caller.GROUP;
import static io.wkgate.compat.Caller.NOT_FOUND;
import static io.wkgate.compat.Caller.PERSON;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.compat.Bench.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** By what a channel is found in which somebody spoke in an outage, and nobody since. */
final class LogSilentMeasurement implements Measurement {

    @Override
    public List<String> features() {
        return List.of("log.newest-number", "log.silent-group", "log.silent-person");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        Findings found = new Findings();
        Caller caller = new Caller(bench);
        caller.liveGroup("silent", "u1", "u2");
        caller.say("u1", "u2", PERSON, "said-once");
        newest(caller, found);
        if (caller.conversations("u1", 1).status() == NOT_FOUND) {
            // Nothing but the manager listener, which is not always given, lists them.
            require(bench.manager("/manager/channels?limit=100").body(), "silent", "u2@u1");
            found.degraded("log.silent-group", "manager-only");
            found.degraded("log.silent-person", "manager-only");
            return found.all();
        }
        Awaitility.await().until(() -> conversations(caller).containsAll(Set.of("silent", "u2")));
        found.degraded("log.silent-person", "by-conversations");
        Reply listed = bench.get("/cluster/channels?limit=100");
        if (listed.status() == NOT_FOUND) {
            found.degraded("log.silent-group", "by-conversations");
        } else {
            require(listed.body(), "silent");
            found.throughWkgate("log.silent-group", "by-list");
        }
        return found.all();
    }

    private static void newest(Caller caller, Findings found) {
        if (caller.get("/channel/max_message_seq?channel_id=silent&channel_type=2")
                        .status()
                == 200) {
            found.works("log.newest-number", "told");
            return;
        }
        List<JsonObject> page = Caller.rows(caller.page("u1", Caller.channel("silent", GROUP), 0, 0, 1, 0));
        if (!Caller.seqs(page).equals(List.of(1L))) {
            throw Findings.unforeseen("log.newest-number", page);
        }
        found.throughWkgate("log.newest-number", "newest-page");
    }

    private static Set<String> conversations(Caller caller) {
        return new JsonArray(caller.conversations("u1", 1).body())
                .stream().map(row -> ((JsonObject) row).getString("channel_id")).collect(Collectors.toSet());
    }

    private static void require(String list, String... channels) {
        for (String channel : channels) {
            if (!list.contains('"' + channel + '"')) {
                throw Findings.unforeseen("log.silent-group", list);
            }
        }
    }
}
