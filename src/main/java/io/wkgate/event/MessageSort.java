package io.wkgate.event;

/** What an entry of a msg.notify is. Only a {@link #MESSAGE} is stored. */
public enum MessageSort {
    /** A persisted chat message. */
    MESSAGE,
    /** A sync_once message: an instruction to clients, such as a revoke. */
    COMMAND,
    /** A no_persist message: for whoever is online, kept by nobody. */
    TRANSIENT;

    static MessageSort of(Header header) {
        // A command may be no_persist too (v1.2.6/webhooks.jsonl, cmd-group-nopersist): it is a command all the same.
        if (header.syncOnce()) {
            return COMMAND;
        }
        return header.noPersist() ? TRANSIENT : MESSAGE;
    }
}
