package io.wkgate.compat;

import static io.wkgate.compat.Caller.GROUP;

import io.vertx.core.json.JsonObject;
import io.wkgate.compat.Bench.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How the log is cut into pages. */
final class LogPagesMeasurement implements Measurement {

    private static final JsonObject G1 = Caller.channel("g1", GROUP);

    @Override
    public List<String> features() {
        return List.of("log.hole", "log.page-above-the-newest", "log.more");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        Findings found = new Findings();
        Caller caller = new Caller(bench);
        // What is refused is given up; the log has it all the same.
        bench.webhook().react(came -> new Inbox.Reaction(500, Duration.ZERO));
        caller.liveGroup("g1", "u1", "u2");
        caller.say("u1", "g1", GROUP, "second");
        caller.say("u1", "g1", GROUP, "third");
        if (!Caller.seqs(caller.log("u1", "g1", GROUP)).equals(List.of(1L, 2L, 3L))) {
            throw Findings.unforeseen("log.hole", caller.log("u1", "g1", GROUP));
        }
        found.throughWkgate("log.hole", "in-the-log");
        aboveTheNewest(caller, found);
        more(caller, found);
        return found.all();
    }

    private static void aboveTheNewest(Caller caller, Findings found) {
        List<Long> shown = Caller.seqs(Caller.rows(caller.page("u1", G1, 1000, 0, 2, 0)));
        if (shown.isEmpty()) {
            found.throughWkgate("log.page-above-the-newest", "empty");
        } else if (shown.equals(List.of(2L, 3L))) {
            found.works("log.page-above-the-newest", "the-newest");
        } else {
            throw Findings.unforeseen("log.page-above-the-newest", shown);
        }
    }

    private static void more(Caller caller, Findings found) {
        Reply exact = caller.page("u1", G1, 1, 0, 3, 1);
        if (exact.json().getInteger("more") == 1) {
            found.throughWkgate("log.more", "too-often");
        } else {
            found.works("log.more", "right");
        }
    }
}
