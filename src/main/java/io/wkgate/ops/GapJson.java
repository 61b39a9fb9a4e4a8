package io.wkgate.ops;

import io.vertx.core.json.JsonObject;
import io.wkgate.gap.GapSummary;
import io.wkgate.gap.GapView;
import io.wkgate.gap.SweepView;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Gaps and sweeps as operators get them. */
final class GapJson {

    private GapJson() {}

    static JsonObject of(GapSummary summary) {
        JsonObject json = new JsonObject()
                .put("open_gaps", summary.openGaps())
                .put("open_numbers", summary.openNumbers())
                .put("repaired_messages", summary.repairedMessages())
                .put("absent_numbers", summary.absentNumbers())
                .put("unreadable_numbers", summary.unreadableNumbers())
                .put("known_channels", summary.knownChannels())
                .put("waiting_arrivals", summary.waitingArrivals());
        time(json, "oldest_open_at", summary.oldestOpenAt());
        time(json, "oldest_arrival_at", summary.oldestArrivalAt());
        time(json, "finding_since", summary.findingSince());
        return json;
    }

    static JsonObject of(GapView gap) {
        JsonObject json = new JsonObject()
                .put("id", Long.toString(gap.id()))
                .put("channel_type", gap.channel().type())
                .put("channel_id", gap.channel().id())
                .put("from", gap.run().first())
                .put("to", gap.run().last())
                .put("state", label(gap.state()))
                .put("reason", label(gap.reason()))
                .put("found_at", gap.foundAt().toString())
                .put("attempts", gap.attempts())
                .put("pages", gap.pages())
                .put("repaired", gap.repaired())
                .put("evidence", gap.evidence());
        time(json, "floor_at", gap.floor());
        time(json, "next_attempt_at", gap.nextAttemptAt());
        time(json, "closed_at", gap.closedAt());
        gap.sweep().ifPresent(sweep -> json.put("sweep_id", Long.toString(sweep)));
        return json;
    }

    static JsonObject of(SweepView sweep) {
        JsonObject json = new JsonObject()
                .put("id", Long.toString(sweep.id()))
                .put("kind", label(sweep.kind()))
                .put("reason", sweep.reason())
                .put("state", sweep.state())
                .put("channels", sweep.channels())
                .put("walked", sweep.walked())
                .put("behind", sweep.behind())
                .put("unknown", sweep.unknown())
                .put("open_gaps", sweep.openGaps())
                .put("repaired", sweep.repaired())
                .put("absent", sweep.absent())
                .put("unreadable", sweep.unreadable())
                .put("asked_at", sweep.askedAt().toString());
        time(json, "since", sweep.since());
        time(json, "finished_at", sweep.finishedAt());
        return json;
    }

    private static void time(JsonObject json, String name, Optional<Instant> time) {
        time.ifPresent(at -> json.put(name, at.toString()));
    }

    /** What operators call it. */
    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
