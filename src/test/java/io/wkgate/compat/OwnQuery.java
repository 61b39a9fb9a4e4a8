package io.wkgate.compat;

import static io.wkgate.compat.MarkedMessages.*;
import static io.wkgate.compat.Support.*;

import java.util.List;
import java.util.Map;

/** A webhook address with a query of its own, such as a secret. */
final class OwnQuery implements Measurement {
    private static final String NAMELESS = "";

    @Override
    public Iterable<String> features() {
        return List.of("delivery.own-query");
    }

    @Override
    public BenchSetup setup() {
        return BenchSetup.USUAL.withQuery("?secret=s3cr3t");
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        MarkedMessages messages = new MarkedMessages(bench);
        UpstreamTimes times = new UpstreamTimes(bench);
        messages.group("g1", "u1", "u2");
        messages.send("query", toGroup("u1", "g1"));
        times.within(
                times.here(20).plusSeconds(2),
                () -> messages.times(NOTIFY, "query") + messages.times(NAMELESS, "query") > 0);
        boolean named = messages.times(NOTIFY, "query") > 0;
        return new Verdicts()
                .put("delivery.own-query", named ? "merged" : "event-unnamed", named ? WORKS : THROUGH_WKGATE)
                .all();
    }
}
