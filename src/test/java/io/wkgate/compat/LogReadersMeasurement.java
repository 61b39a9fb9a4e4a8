package io.wkgate.compat;

import static io.wkgate.compat.Caller.GROUP;
import static io.wkgate.compat.Caller.PERSON;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** To whom the log is shown, and how far back. */
final class LogReadersMeasurement implements Measurement {

    private static final List<Long> ALL = List.of(1L, 2L, 3L);

    @Override
    public List<String> features() {
        return List.of("log.no-member", "log.late-joiner", "log.came-back", "log.disbanded", "log.oneself");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        Findings found = new Findings();
        Caller caller = new Caller(bench);
        caller.liveGroup("g1", "u1", "u2");
        caller.say("u1", "g1", GROUP, "second");
        whole(found, "log.no-member", seqs(caller, "stranger"), List.of(1L, 2L), List.of(), "members-only");
        JsonObject joining = Caller.channel("g1", GROUP).put("subscribers", JsonArray.of("u3"));
        caller.post("/channel/subscriber_add", joining);
        caller.say("u1", "g1", GROUP, "third");
        whole(found, "log.late-joiner", seqs(caller, "u3"), ALL, List.of(3L), "since-joining");
        caller.post("/channel/subscriber_remove", joining);
        caller.post("/channel/subscriber_add", joining);
        whole(found, "log.came-back", seqs(caller, "u3"), ALL, List.of(), "since-coming-back");
        caller.post("/channel/info", Caller.channel("g1", GROUP).put("disband", 1));
        whole(found, "log.disbanded", seqs(caller, "u1"), ALL, List.of(), "nobody");
        oneself(caller, found);
        return found.all();
    }

    private static List<Long> seqs(Caller caller, String reader) {
        return Caller.seqs(caller.log(reader, "g1", GROUP));
    }

    private static void whole(
            Findings found, String feature, List<Long> seen, List<Long> whole, List<Long> less, String outcome) {
        if (seen.equals(whole)) {
            found.works(feature, "shown");
        } else if (seen.equals(less)) {
            found.degraded(feature, outcome);
        } else {
            throw Findings.unforeseen(feature, seen);
        }
    }

    private static void oneself(Caller caller, Findings found) {
        caller.send("u1", "u1", PERSON, "to-myself");
        if (caller.within(() -> caller.numbers("u1", "u1", PERSON).contains("to-myself"))) {
            found.works("log.oneself", "shown");
        } else {
            found.degraded("log.oneself", "nobody");
        }
    }
}
