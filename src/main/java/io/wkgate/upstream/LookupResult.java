package io.wkgate.upstream;

import io.wkgate.event.Message;
import java.util.List;

/** What upstream's log says about a message. */
public sealed interface LookupResult {

    /** @param messages never empty; several where one send was stored more than once (WuKongIM #94) */
    record Found(List<Message> messages) implements LookupResult {}

    /** It is a command, which is no message that one could revoke. */
    record IsCommand() implements LookupResult {}

    /** @param detail where was looked, in a sentence */
    record NotThere(String detail) implements LookupResult {}
}
