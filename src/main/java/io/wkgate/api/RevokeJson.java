package io.wkgate.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.revoke.Attempt;
import io.wkgate.revoke.AuditEntry;
import io.wkgate.revoke.Revoke;
import java.util.Comparator;
import java.util.List;

/** Revokes, their attempts and the audit trail as every listener shows them. */
final class RevokeJson {

    /** The least finished first; of what is finished, what a person should look at first. */
    private static final Comparator<Revoke> LEAST_FINISHED = Comparator.comparingInt(RevokeJson::progress);

    private RevokeJson() {}

    /** Of all copies of a message: the least finished one, and where there are several, all of them inside. */
    static JsonObject of(List<Revoke> copies) {
        JsonObject json = of(copies.stream().min(LEAST_FINISHED).orElseThrow());
        if (copies.size() > 1) {
            JsonArray all = new JsonArray();
            copies.forEach(copy -> all.add(of(copy)));
            json.put("revokes", all);
        }
        return json;
    }

    static JsonObject of(Revoke revoke) {
        JsonObject json = new JsonObject()
                .put("id", Long.toString(revoke.id()))
                .put("state", revoke.state().label())
                .put("finished", revoke.finished())
                .put("message_id", Long.toString(revoke.messageId()))
                .put("message_seq", revoke.messageSeq())
                .put("from_uid", revoke.fromUid())
                .put("channel_id", revoke.channel().id())
                .put("channel_type", revoke.channel().type())
                .put("operator", operator(revoke))
                .put("rule", revoke.rule())
                .put("notify", revoke.notifies())
                .put("notes", new JsonArray(revoke.notes()))
                .put("reason", revoke.reason())
                .put("line", revoke.line())
                .put("attempts", revoke.attempts())
                .put("requested_at", revoke.requestedAt().toString())
                .put("deadline", revoke.deadline().toString());
        revoke.finishedAt().ifPresent(at -> json.put("finished_at", at.toString()));
        revoke.nextAttemptAt().ifPresent(at -> json.put("next_attempt_at", at.toString()));
        return json;
    }

    static JsonObject of(Revoke revoke, List<Attempt> attempts) {
        JsonArray log = new JsonArray();
        attempts.forEach(attempt -> log.add(of(attempt)));
        return of(revoke).put("attempt_log", log);
    }

    private static JsonObject of(Attempt attempt) {
        return new JsonObject()
                .put("id", Long.toString(attempt.id()))
                .put("step", attempt.step())
                .put("at", attempt.at().toString())
                .put("node", attempt.node())
                .put("dialect", attempt.dialect())
                .put("request", attempt.request())
                .put("outcome", attempt.outcome())
                .put("answer", attempt.answer());
    }

    static JsonObject of(AuditEntry entry) {
        JsonObject json = new JsonObject()
                .put("id", Long.toString(entry.id()))
                .put("at", entry.at().toString())
                .put("action", entry.action())
                .put("message_id", Long.toString(entry.messageId()))
                .put("channel_id", entry.channel().id())
                .put("channel_type", entry.channel().type())
                .put(
                        "operator",
                        new JsonObject().put("uid", entry.operatorUid()).put("role", entry.operatorRole()))
                .put("rule", entry.rule())
                .put("detail", entry.detail());
        entry.revokeId().ifPresent(id -> json.put("revoke_id", Long.toString(id)));
        return json;
    }

    private static JsonObject operator(Revoke revoke) {
        JsonObject json = new JsonObject()
                .put("uid", revoke.operator().uid())
                .put("role", revoke.operator().role().label());
        if (!revoke.operator().name().isEmpty()) {
            json.put("name", revoke.operator().name());
        }
        return json;
    }

    private static int progress(Revoke revoke) {
        return switch (revoke.state()) {
            case REQUESTED -> 0;
            case SENT -> revoke.finished() ? 4 : 1;
            case DEAD -> 2;
            case CANCELLED -> 3;
            case CONFIRMED -> 5;
        };
    }
}
