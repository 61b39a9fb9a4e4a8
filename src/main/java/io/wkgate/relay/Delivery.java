package io.wkgate.relay;

import io.vertx.core.buffer.Buffer;
import io.wkgate.event.Selection;
import io.wkgate.store.NewEvent;
import io.wkgate.store.Source;
import io.wkgate.store.UuidBytes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that is this process's: it was claimed, or committed with its lease.
 *
 * @param id of its row; {@link #NOT_ASKED} of one that was born leased, see {@link BornLeases}
 * @param pieces what is left of it
 * @param split whether it was refused as a whole, and its pieces go one by one
 * @param attempts how many failed since the last piece of it was done
 * @param refusals how often in a row the receiver refused it
 * @param event what WuKongIM calls it
 * @param packed the event's whole body, compressed; null if the event is gone, or the body is here
 * @param plain the event's whole body, if it need not be unpacked
 * @param ageMillis since the event was committed, when it was claimed or taken up
 * @param lease proves whose it is; what is written without it changes nothing
 */
record Delivery(
        long id,
        UUID eventId,
        String part,
        Pieces pieces,
        boolean split,
        int lane,
        int attempts,
        int refusals,
        String event,
        Source source,
        @Nullable Buffer packed,
        @Nullable Buffer plain,
        long ageMillis,
        Buffer lease) {

    static final long NOT_ASKED = 0;

    /** One that was committed a moment ago with this process's lease. */
    static Delivery born(NewEvent event, NewEvent.Held held, Source source) {
        return new Delivery(
                NOT_ASKED,
                event.id(),
                "",
                new Pieces(List.of()),
                false,
                0,
                0,
                0,
                event.name(),
                source,
                null,
                held.body(),
                0,
                UuidBytes.of(event.id()));
    }

    boolean isIdentified() {
        return id != NOT_ASKED;
    }

    Delivery withId(long known) {
        return new Delivery(
                known, eventId, part, pieces, split, lane, attempts, refusals, event, source, packed, plain, ageMillis,
                lease);
    }

    String webhookId() {
        return WebhookId.of(eventId, part, pieces, split);
    }

    /** Of a split one what is sent next. */
    Optional<Selection> piece() {
        return split ? pieces.first() : Optional.empty();
    }

    /** What is enough to note it. */
    Delivery withoutBody() {
        return new Delivery(
                id, eventId, part, pieces, split, lane, attempts, refusals, event, source, null, null, ageMillis,
                lease);
    }

    Outgoing outgoing(Buffer body) {
        return new Outgoing(webhookId(), event, source, attempts + 1, body, pieces.first());
    }
}
