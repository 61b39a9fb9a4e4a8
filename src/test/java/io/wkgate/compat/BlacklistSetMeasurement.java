package io.wkgate.compat;

import static io.wkgate.compat.Caller.GROUP;

import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Whether a server outlives {@code POST /channel/blacklist_set}. */
final class BlacklistSetMeasurement implements Measurement {

    private static final String FEATURE = "calls.blacklist-set";
    private static final Duration DEAD_WITHIN = Duration.ofSeconds(20);

    @Override
    public List<String> features() {
        return List.of(FEATURE);
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        Findings found = new Findings();
        Caller caller = new Caller(bench);
        caller.liveGroup("g1", "u1", "u2");
        if (answers(() -> caller.post(
                "/channel/blacklist_set", Caller.channel("g1", GROUP).put("uids", JsonArray.of("u9"))))) {
            found.works(FEATURE, "done");
        } else if (dies(bench)) {
            found.impossible(FEATURE, "server-dies");
        } else {
            throw Findings.unforeseen(FEATURE, "a call without an answer");
        }
        return found.all();
    }

    private static boolean dies(Bench bench) {
        try {
            Awaitility.await().atMost(DEAD_WITHIN).until(() -> !answers(() -> bench.get("/route")));
            return true;
        } catch (ConditionTimeoutException alive) {
            return false;
        }
    }

    /** A bench throws when there is no answer. */
    private static boolean answers(Runnable call) {
        try {
            call.run();
            return true;
        } catch (RuntimeException unanswered) {
            return false;
        }
    }
}
