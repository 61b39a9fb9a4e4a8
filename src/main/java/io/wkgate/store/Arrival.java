package io.wkgate.store;

import io.vertx.core.buffer.Buffer;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Message;
import io.wkgate.event.SeqRun;
import java.util.List;

/**
 * Which sequence numbers one transaction stored: what gap finding lives on. A number counts whether its message was stored
 * now or before; what has no number, and what stands in a channel of commands, does not.
 *
 * @param channels each channel once
 */
public record Arrival(List<Numbers> channels) {

    /**
     * Of one channel.
     *
     * @param runs ascending, not touching each other
     * @param lastMessageId the message_id of the highest number
     */
    public record Numbers(ChannelKey channel, List<SeqRun> runs, long lastMessageId) {}

    /** What those messages tell; without channels if none of them counts. */
    public static Arrival of(List<Message> messages) {
        throw new UnsupportedOperationException();
    }

    /** As it stands in the column {@code numbers}. */
    public Buffer bytes() {
        throw new UnsupportedOperationException();
    }

    /** Reads such a column again. */
    public static Arrival read(Buffer bytes) {
        throw new UnsupportedOperationException();
    }
}
