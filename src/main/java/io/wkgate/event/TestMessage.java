package io.wkgate.event;

/**
 * The command with which the doctor tries the webhook: from one user of its own to another. It is committed like any
 * command, and handed on to nobody, for no business server knows these users.
 */
public final class TestMessage {

    /** Who sends it. */
    public static final String SENDER = "wkgate-doctor-1";

    /** To whom it goes. */
    public static final String RECEIVER = "wkgate-doctor-2";

    private TestMessage() {}

    /** Whether this is one. */
    public static boolean is(Message message) {
        return message.sort() == MessageSort.COMMAND && message.fromUid().equals(SENDER);
    }
}
