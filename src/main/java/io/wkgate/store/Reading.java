package io.wkgate.store;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.wkgate.event.ChannelKey;
import java.time.Instant;

/** What finds messages in a layout's tables, and makes them of the rows. */
sealed interface Reading permits NativeReading, TsddReading {

    /** From which the snowflakes of every version count; see {@link io.wkgate.event.Message#idTime}. */
    long SNOWFLAKE_EPOCH_MILLIS = 1_288_834_974_657L;

    int SNOWFLAKE_MILLIS_SHIFT = 22;

    Statement find(long messageId);

    Statement copies(String clientMsgNo, ChannelKey channel);

    Statement page(ChannelKey channel, Page page);

    StoredMessage read(Row row);

    /** The same condition for every page of a direction, so that there are two statements to keep prepared and not twelve. */
    static String pageCondition(Page page, String messageSeq, String messageId) {
        return switch (page.direction()) {
            case FORWARD ->
                "%s >= ? AND %s >= ? AND (%s > ? OR %s > ?) ORDER BY %s, %s LIMIT ?"
                        .formatted(messageSeq, messageId, messageSeq, messageId, messageSeq, messageId);
            case BACKWARD ->
                "%s <= ? AND %s <= ? AND (%s < ? OR %s < ?) ORDER BY %s DESC, %s DESC LIMIT ?"
                        .formatted(messageSeq, messageId, messageSeq, messageId, messageSeq, messageId);
        };
    }

    /** Appends what stands for the question marks of {@link #pageCondition}. */
    static Tuple pageParameters(Page page, Tuple parameters) {
        boolean forward = page.direction() == Page.Direction.FORWARD;
        long anySeq = forward ? -1 : Long.MAX_VALUE;
        long seq = page.seq().orElse(anySeq);
        boolean within = page.seq().isPresent() && page.behind().isPresent();
        return parameters
                .addLong(seq)
                .addLong(page.time().map(time -> idBound(time, forward)).orElse(forward ? 0 : Long.MAX_VALUE))
                .addLong(seq)
                .addLong(within ? page.behind().getAsLong() : forward ? -1 : Long.MAX_VALUE)
                .addInteger(page.limit());
    }

    /** The smallest id of that millisecond, or its largest. */
    private static long idBound(Instant time, boolean forward) {
        long millis = time.toEpochMilli() - SNOWFLAKE_EPOCH_MILLIS;
        if (millis < 0) {
            return forward ? 0 : -1;
        }
        if (millis > Long.MAX_VALUE >> SNOWFLAKE_MILLIS_SHIFT) {
            return Long.MAX_VALUE;
        }
        long first = millis << SNOWFLAKE_MILLIS_SHIFT;
        return forward ? first : first | ((1L << SNOWFLAKE_MILLIS_SHIFT) - 1);
    }
}
