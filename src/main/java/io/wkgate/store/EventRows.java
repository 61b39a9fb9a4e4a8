package io.wkgate.store;

import io.vertx.sqlclient.Tuple;
import io.wkgate.event.Refusal;
import io.wkgate.event.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What writes events and their deliveries; somebody else runs it. */
final class EventRows {

    private static final int NAME = 255;
    private static final int ROW_OVERHEAD = 128;
    private static final int EVENT_PARAMETERS = 4;
    private static final int DELIVERY_PARAMETERS = 8;

    private static final MultiRowInsert<NewEvent> EVENTS =
            new MultiRowInsert<>("wkgate_event", "id,name,source,received_at,body", "(?,?,?,UTC_TIMESTAMP(3),?)", "id");

    private static final MultiRowInsert<Row> DELIVERIES = new MultiRowInsert<>(
            "wkgate_delivery",
            "event_id,destination,part,selection,lane,lease,due_at,expires_at",
            "(?,?,?,?,?,?,TIMESTAMPADD(MICROSECOND,?,UTC_TIMESTAMP(3)),TIMESTAMPADD(MICROSECOND,?,UTC_TIMESTAMP(3)))",
            "event_id");

    private EventRows() {}

    /** One row of wkgate_delivery. */
    private record Row(UUID event, NewDelivery delivery, Optional<String> selection) {

        long size() {
            return ROW_OVERHEAD
                    + 4L * delivery.part().length()
                    + selection.map(String::length).orElse(0);
        }
    }

    /** What of the event does not fit its column or a packet, if anything. */
    static Optional<Refusal> refuses(NewEvent event, PacketLimit limit) {
        return Columns.text("event", event.name(), NAME)
                .or(() -> size(event) <= limit.room()
                        ? Optional.empty()
                        : Optional.of(new Refusal(
                                "body",
                                event.body().length() + " bytes, and the database's max_allowed_packet is "
                                        + limit.bytes())));
    }

    /** None without events. Sorted by key, as messages are; a delivery's place among its event's stays. */
    static List<Statement> inserts(List<NewEvent> events, Source source, PacketLimit limit) {
        List<NewEvent> sorted =
                events.stream().sorted(Comparator.comparing(NewEvent::id)).toList();
        List<Row> deliveries = sorted.stream()
                .flatMap(event -> event.deliveries().stream().map(delivery -> row(event, delivery)))
                .toList();
        String from = source.column();
        List<Statement> statements = new ArrayList<>();
        limit.runs(sorted, EventRows::size)
                .forEach(run -> statements.addAll(
                        EVENTS.statements(run, (event, row) -> values(event, from, row), EVENT_PARAMETERS)));
        limit.runs(deliveries, Row::size)
                .forEach(run -> statements.addAll(DELIVERIES.statements(run, EventRows::values, DELIVERY_PARAMETERS)));
        return statements;
    }

    private static Row row(NewEvent event, NewDelivery delivery) {
        return new Row(event.id(), delivery, delivery.selection().map(Selection::text));
    }

    private static long size(NewEvent event) {
        return ROW_OVERHEAD + 4L * event.name().length() + event.body().length();
    }

    private static void values(NewEvent event, String source, Tuple row) {
        row.addBuffer(UuidBytes.of(event.id()))
                .addString(event.name())
                .addString(source)
                .addBuffer(event.body());
    }

    private static void values(Row delivery, Tuple row) {
        NewDelivery what = delivery.delivery();
        row.addBuffer(UuidBytes.of(delivery.event()))
                .addInteger(what.destination())
                .addString(what.part());
        if (delivery.selection().isPresent()) {
            row.addString(delivery.selection().get());
        } else {
            row.addValue(null);
        }
        row.addInteger(what.lane());
        if (what.isLeased()) {
            row.addBuffer(UuidBytes.of(delivery.event()));
        } else {
            row.addValue(null);
        }
        row.addLong(TimeUnit.MICROSECONDS.convert(what.leasedFor()))
                .addLong(TimeUnit.MICROSECONDS.convert(what.expiresAfter()));
    }
}
