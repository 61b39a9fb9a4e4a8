package io.wkgate.event;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * The command with which the doctor tries the webhook: from one user of its own to another. It is committed like any
 * command, and handed on to nobody, for no business server knows these users.
 */
public final class TestMessage {

    /** Who sends it. */
    public static final String SENDER = "wkgate-doctor-1";

    /** To whom it goes. */
    public static final String RECEIVER = "wkgate-doctor-2";

    /** Its msg.offline, which 1.2 and 2.0 send for commands too, is smaller. */
    private static final int LARGEST_BODY = 4096;

    private TestMessage() {}

    /** Whether this is one. */
    public static boolean is(Message message) {
        return message.sort() == MessageSort.COMMAND && message.fromUid().equals(SENDER);
    }

    /** Whether the body of a msg.offline is about one; a quote inside of another field would be escaped. */
    public static boolean isOffline(Buffer body) {
        return body.length() <= LARGEST_BODY
                && body.toString(StandardCharsets.UTF_8).contains("\"from_uid\":\"" + SENDER + "\"");
    }
}
