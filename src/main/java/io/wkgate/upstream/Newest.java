package io.wkgate.upstream;

import java.util.OptionalLong;

/** A channel's newest number, as upstream tells it. */
public sealed interface Newest {

    /**
     * It tells.
     *
     * @param seq 0 where the channel is known to be empty
     * @param messageId of that message, where the call tells it
     */
    record Known(long seq, OptionalLong messageId) implements Newest {}

    /** It does not (max_message_seq 0 or 400; v3 to nobody who is no member). */
    record Unknown(String detail) implements Newest {}
}
