package io.wkgate.store;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * Which dead letters are meant: those to which all of it applies.
 *
 * @param event the wire name of the event that brought it
 * @param field the field that is wrong; of a delivery the name of its destination
 * @param fromId only those with this id or a larger one
 * @param toId only those with this id or a smaller one
 * @param since only those that were seen then or later
 * @param until only those that were seen before, the last time
 */
public record DeadLetterFilter(
        Optional<NewDeadLetter.Kind> kind,
        Optional<String> event,
        Optional<String> field,
        long fromId,
        long toId,
        Optional<Instant> since,
        Optional<Instant> until) {

    /** All of them. */
    public static final DeadLetterFilter ALL = new DeadLetterFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            Long.MAX_VALUE,
            Optional.empty(),
            Optional.empty());

    /** The same, but only those with this id or a larger one. */
    public DeadLetterFilter from(long id) {
        return new DeadLetterFilter(kind, event, field, id, toId, since, until);
    }

    /** The same, but only those with this id or a smaller one. */
    public DeadLetterFilter to(long id) {
        return new DeadLetterFilter(kind, event, field, fromId, id, since, until);
    }

    /** As it follows WHERE, and its values, to which more may be added. */
    Statement condition() {
        StringBuilder sql = new StringBuilder("id >= ? AND id <= ?");
        Tuple values = Tuple.of(fromId, toId);
        kind.ifPresent(wanted -> {
            sql.append(" AND kind = ?");
            values.addString(wanted.name().toLowerCase(Locale.ROOT));
        });
        event.ifPresent(wanted -> {
            sql.append(" AND event = ?");
            values.addString(wanted);
        });
        field.ifPresent(wanted -> {
            sql.append(" AND field = ?");
            values.addString(wanted);
        });
        since.ifPresent(time -> {
            sql.append(" AND last_seen_at >= ?");
            values.addLocalDateTime(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        });
        until.ifPresent(time -> {
            sql.append(" AND last_seen_at < ?");
            values.addLocalDateTime(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        });
        return new Statement(sql.toString(), values);
    }
}
