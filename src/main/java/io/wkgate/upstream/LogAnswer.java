package io.wkgate.upstream;

import io.wkgate.event.Entry;
import java.util.List;
import java.util.OptionalLong;

/** What upstream's log answers to a {@link LogRequest}. */
public sealed interface LogAnswer {

    /**
     * A page.
     *
     * @param entries with a number of at most the end that was asked for, ascending, commands of the channel among them; the
     *     bytes are those of a msg.notify as this line would have written it. What cannot be a message is refused, and then
     *     its number, if it has one, is in {@code refusedNumbers}
     * @param refusedNumbers the numbers of refused entries
     * @param provenFrom upstream has no other messages of the channel from this number to the end that was asked for; nothing
     *     if the answer proves nothing (v3: the asker joined later)
     * @param lowest the lowest number of the page, refused ones too; nothing if it is empty
     * @param full whether there may be more below: below {@code provenFrom}, and where that is nothing, below the lowest. A
     *     page of v1 and v2 is a window of numbers, so it may be full and hold few messages, or none
     */
    record Page(
            List<Entry> entries, List<Long> refusedNumbers, OptionalLong provenFrom, OptionalLong lowest, boolean full)
            implements LogAnswer {}

    /**
     * That reader may not read the channel (v3: no member, or the channel is disbanded), or nobody may.
     *
     * @param detail upstream's own words
     */
    record NotReadable(String detail) implements LogAnswer {}
}
