package io.wkgate.revoke;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.Database;
import io.wkgate.store.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who did what to which message, when, and by which rule. Nothing in it is changed; it may be deleted by age. */
final class AuditTrail {

    private static final String SELECT = "SELECT id, at, action, message_id, channel_id, channel_type, operator_uid,"
            + " operator_role, rule, revoke_id, detail FROM wkgate_audit WHERE id < ?";

    private final Database database;

    AuditTrail(Database database) {
        this.database = database;
    }

    /** What adds an entry about a message that somebody wants revoked. */
    static Statement entry(
            Instant at,
            String action,
            long messageId,
            ChannelKey channel,
            Operator operator,
            String rule,
            String detail) {
        return statement(
                at, action, messageId, channel, operator.uid(), operator.role().label(), rule, detail);
    }

    /** What adds an entry about a revoke that an operator of wkgate, or wkgate itself, changed. */
    static Statement entry(Instant at, String action, Revoke revoke, String by, String detail) {
        return statement(at, action, revoke.messageId(), revoke.channel(), by, "", revoke.rule(), detail);
    }

    private static Statement statement(
            Instant at,
            String action,
            long messageId,
            ChannelKey channel,
            String operatorUid,
            String operatorRole,
            String rule,
            String detail) {
        Tuple row = Tuple.tuple()
                .addLocalDateTime(RevokeColumns.utc(at))
                .addString(action)
                .addLong(messageId)
                .addString(channel.id())
                .addInteger(channel.type())
                .addString(operatorUid)
                .addString(operatorRole)
                .addString(rule)
                .addLong(messageId)
                .addString(RevokeQueue.cut(detail));
        return new Statement(
                "INSERT INTO wkgate_audit (at, action, message_id, channel_id, channel_type, operator_uid,"
                        + " operator_role, rule, revoke_id, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?,"
                        + " (SELECT id FROM wkgate_revoke WHERE message_id = ?), ?)",
                row);
    }

    Future<Void> add(Statement entry) {
        return database.execute(entry.sql(), entry.parameters()).mapEmpty();
    }

    /** Newest first, those with a smaller id than before. */
    Future<List<AuditEntry>> list(Optional<Long> messageId, Optional<String> operatorUid, long before, int limit) {
        StringBuilder sql = new StringBuilder(SELECT);
        Tuple values = Tuple.of(before);
        messageId.ifPresent(id -> {
            sql.append(" AND message_id = ?");
            values.addLong(id);
        });
        operatorUid.ifPresent(uid -> {
            sql.append(" AND operator_uid = ?");
            values.addString(uid);
        });
        sql.append(" ORDER BY id DESC LIMIT ?");
        return database.execute(sql.toString(), values.addInteger(limit)).map(AuditTrail::all);
    }

    private static List<AuditEntry> all(RowSet<Row> rows) {
        List<AuditEntry> entries = new ArrayList<>();
        rows.forEach(row -> entries.add(new AuditEntry(
                row.getLong("id"),
                RevokeColumns.instant(row.getLocalDateTime("at")),
                row.getString("action"),
                row.getLong("message_id"),
                new ChannelKey(row.getInteger("channel_type"), row.getString("channel_id")),
                row.getString("operator_uid"),
                row.getString("operator_role"),
                row.getString("rule"),
                Optional.ofNullable(row.getLong("revoke_id")),
                row.getString("detail"))));
        return entries;
    }
}
