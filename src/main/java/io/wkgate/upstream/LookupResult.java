package io.wkgate.upstream;

import io.wkgate.event.Entry;
import io.wkgate.event.Message;
import java.util.List;

/** What upstream's log says about a message. */
public sealed interface LookupResult {

    /**
     * It is there.
     *
     * @param entries never empty; several where one send was stored more than once (WuKongIM #94). The bytes are those of a
     *     msg.notify as this line would have written it
     */
    record Found(List<Entry.Accepted> entries) implements LookupResult {

        /** Without the bytes. */
        public List<Message> messages() {
            return entries.stream().map(Entry.Accepted::message).toList();
        }
    }

    /** It is a command, which is no message that one could revoke. */
    record IsCommand() implements LookupResult {}

    /** @param detail where was looked, in a sentence */
    record NotThere(String detail) implements LookupResult {}
}
