package io.wkgate.store;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Message;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.ObjLongConsumer;

/** What finds messages in a layout's tables, and makes them of the rows. */
sealed interface Reading permits NativeReading, TsddReading {

    /** From which the snowflakes of every version count; see {@link Message#idTime}. */
    long SNOWFLAKE_EPOCH_MILLIS = 1_288_834_974_657L;

    int SNOWFLAKE_MILLIS_SHIFT = 22;

    Statement find(long messageId);

    Statement copies(String clientMsgNo, ChannelKey channel);

    /** Finds a page's messages, not yet in their {@link #order}: sorted here, the database needs no table for that. */
    Statement page(ChannelKey channel, Page page);

    /** Finds which of the messages are there, one {@code id} a row; they are of that channel. */
    Statement stored(ChannelKey channel, KeyList<Long> messageIds);

    /** Finds who has written in the channel, one {@code from_uid} a row; none where no index finds them. */
    Optional<Statement> senders(ChannelKey channel, int limit);

    /** The order of a channel's messages, forward. */
    Comparator<Message> order();

    StoredMessage read(Row row);

    /** The same condition for every page of a direction, so that there are two statements to keep prepared and not twelve. */
    static String bounds(Page page, String seq, String id, String idNumber) {
        return switch (page.direction()) {
            case FORWARD -> "%s >= ? AND %s >= ? AND (%s > ? OR %s > ?)".formatted(seq, idNumber, seq, id);
            case BACKWARD -> "%s <= ? AND %s <= ? AND (%s < ? OR %s < ?)".formatted(seq, idNumber, seq, id);
        };
    }

    static String order(Page page, String seq, String id) {
        return switch (page.direction()) {
            case FORWARD -> " ORDER BY %s, %s".formatted(seq, id);
            case BACKWARD -> " ORDER BY %s DESC, %s DESC".formatted(seq, id);
        };
    }

    /**
     * Appends what stands for the question marks of {@link #bounds}.
     *
     * @param id appends a bound of the id, as its column has ids
     */
    static Tuple boundsOf(Page page, Tuple parameters, ObjLongConsumer<Tuple> id) {
        boolean forward = page.direction() == Page.Direction.FORWARD;
        long unbounded = forward ? 0 : Long.MAX_VALUE;
        long seq = page.seq().orElse(forward ? -1L : Long.MAX_VALUE);
        parameters
                .addLong(seq)
                .addLong(page.time().map(time -> idBound(time, forward)).orElse(unbounded))
                .addLong(seq);
        id.accept(parameters, page.seq().isPresent() ? page.behind().orElse(unbounded) : unbounded);
        return parameters;
    }

    /** The smallest id of that millisecond, or its largest. */
    private static long idBound(Instant time, boolean forward) {
        if (time.isBefore(Instant.ofEpochMilli(SNOWFLAKE_EPOCH_MILLIS))) {
            return forward ? 0 : -1;
        }
        if (time.isAfter(Instant.ofEpochMilli(SNOWFLAKE_EPOCH_MILLIS + (Long.MAX_VALUE >> SNOWFLAKE_MILLIS_SHIFT)))) {
            return Long.MAX_VALUE;
        }
        long millis = time.toEpochMilli() - SNOWFLAKE_EPOCH_MILLIS;
        long first = millis << SNOWFLAKE_MILLIS_SHIFT;
        return forward ? first : first | ((1L << SNOWFLAKE_MILLIS_SHIFT) - 1);
    }
}
