package io.wkgate.revoke;

import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.wkgate.event.ChannelKey;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads rows of wkgate_revoke. */
final class RevokeColumns {

    static final String ALL =
            "id, message_id, message_seq, from_uid, channel_id, channel_type, operator_uid, operator_role,"
                    + " operator_name, rule, notify, subscribers, state, reason, notes, line, steps_done, rounds, attempts,"
                    + " failures, refusals, requested_at, sent_at, finished_at, deadline_at, next_attempt_at, lease";

    private RevokeColumns() {}

    static Revoke revoke(Row row) {
        return new Revoke(
                row.getLong("id"),
                row.getLong("message_id"),
                row.getLong("message_seq"),
                row.getString("from_uid"),
                new ChannelKey(row.getInteger("channel_type"), row.getString("channel_id")),
                new Operator(
                        row.getString("operator_uid"),
                        Role.of(row.getString("operator_role")).orElse(Role.MEMBER),
                        row.getString("operator_name")),
                row.getString("rule"),
                row.getInteger("notify") != 0,
                RevokeState.of(row.getString("state")).orElse(RevokeState.REQUESTED),
                row.getLocalDateTime("finished_at") != null,
                row.getString("reason"),
                texts(row.getString("notes")),
                row.getString("line"),
                row.getInteger("attempts"),
                instant(row.getLocalDateTime("requested_at")),
                optional(row, "finished_at"),
                optional(row, "next_attempt_at"),
                instant(row.getLocalDateTime("deadline_at")));
    }

    static RevokeTask task(Row row) {
        return new RevokeTask(
                revoke(row),
                // An earlier version kept an empty list as it came.
                Optional.ofNullable(row.getString("subscribers"))
                        .map(RevokeColumns::texts)
                        .filter(members -> !members.isEmpty()),
                Set.copyOf(texts(row.getString("steps_done"))),
                row.getInteger("rounds"),
                row.getInteger("failures"),
                row.getInteger("refusals"),
                optional(row, "sent_at"),
                row.getString("lease"));
    }

    static Optional<Instant> optional(Row row, String column) {
        return Optional.ofNullable(row.getLocalDateTime(column)).map(RevokeColumns::instant);
    }

    static Instant instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    static List<String> texts(String json) {
        return new JsonArray(json).stream().map(Object::toString).toList();
    }

    static String json(Iterable<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array.encode();
    }
}
