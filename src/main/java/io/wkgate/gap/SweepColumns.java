package io.wkgate.gap;

import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads rows of wkgate_sweep. */
final class SweepColumns {

    static final String ALL = "id, kind, reason, since, channels, state, place, expected, walked, behind, unknown,"
            + " asked_at, begun_at, finished_at";

    private SweepColumns() {}

    static SweepRow read(Row row) {
        return new SweepRow(
                row.getLong("id"),
                SweepKind.of(row.getString("kind")),
                row.getString("reason"),
                time(row, "since"),
                Optional.ofNullable(row.getString("channels")).map(JsonArray::new),
                SweepState.of(row.getInteger("state")),
                row.getString("place"),
                row.getLong("expected"),
                row.getLong("walked"),
                row.getLong("behind"),
                row.getLong("unknown"),
                row.getLocalDateTime("asked_at").toInstant(ZoneOffset.UTC),
                time(row, "begun_at"),
                time(row, "finished_at"));
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Optional<Instant> time(Row row, String column) {
        return Optional.ofNullable(row.getLocalDateTime(column)).map(utc -> utc.toInstant(ZoneOffset.UTC));
    }
}
