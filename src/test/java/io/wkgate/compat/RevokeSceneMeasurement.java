package io.wkgate.compat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** WuKongIM's own ways to revoke: plays all acts in one scene, and then looks who was told. */
final class RevokeSceneMeasurement implements Measurement {
    private final Supplier<List<RevokeAct>> acts;

    /** @param acts new ones each time */
    RevokeSceneMeasurement(Supplier<List<RevokeAct>> acts) {
        this.acts = acts;
    }

    @Override
    public Iterable<String> features() {
        return acts.get().stream().flatMap(act -> act.features().stream()).toList();
    }

    @Override
    public Map<String, Measured> measure(Bench bench) {
        List<RevokeAct> playing = acts.get();
        try (RevokeScene scene = new RevokeScene(bench)) {
            playing.forEach(act -> act.prepare(scene));
            scene.warmUp();
            playing.forEach(act -> act.play(scene));
            scene.settle();
            Map<String, Measured> seen = new LinkedHashMap<>();
            playing.forEach(act -> seen.putAll(act.seen(scene)));
            return seen;
        }
    }
}
