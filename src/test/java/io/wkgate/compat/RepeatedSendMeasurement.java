package io.wkgate.compat;

import static io.wkgate.compat.Caller.GROUP;

import io.wkgate.compat.Bench.Reply;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A send that is made again, as a business server does when no answer came. */
final class RepeatedSendMeasurement implements Measurement {

    private static final String FEATURE = "calls.send-again";

    @Override
    public List<String> features() {
        return List.of(FEATURE);
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        Findings found = new Findings();
        Caller caller = new Caller(bench);
        caller.liveGroup("g1", "u1", "u2");
        caller.say("u1", "g1", GROUP, "again");
        caller.send("u1", "g1", GROUP, "again");
        Reply other = caller.send(
                Caller.message("u1", "g1", GROUP, "again").put("payload", Caller.payload("something else")));
        caller.say("u1", "g1", GROUP, "behind");
        int stored = Collections.frequency(caller.numbers("u1", "g1", GROUP), "again");
        if (stored == 1) {
            found.works(FEATURE, "once", "status", Integer.toString(other.status()));
        } else if (stored == 3) {
            found.degraded(FEATURE, "each-time");
        } else {
            throw Findings.unforeseen(FEATURE, stored + " stored");
        }
        return found.all();
    }
}
