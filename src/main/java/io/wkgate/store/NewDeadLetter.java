package io.wkgate.store;

import io.vertx.core.buffer.Buffer;
import io.wkgate.event.Refusal;

/**
 * What is about to be set aside. The same event, part and bytes again are the same dead letter.
 *
 * @param event the wire name of the event that brought it
 * @param bytes what came, perhaps only its beginning
 * @param size how many bytes came
 */
public record NewDeadLetter(Kind kind, String event, Part part, Refusal refusal, Buffer bytes, long size) {

    /** The event of a revoke's dead letters; upstream has none of that name. */
    private static final String REVOKE = "revoke";

    /** What gave up. */
    public enum Kind {
        MESSAGE,
        DELIVERY,
        REVOKE
    }

    /** Whether the bytes are one entry or a body that could not be cut into entries. */
    public enum Part {
        ENTRY,
        BODY
    }

    /** One of something that upstream sent. */
    public NewDeadLetter(String event, Part part, Refusal refusal, Buffer bytes, long size) {
        this(Kind.MESSAGE, event, part, refusal, bytes, size);
    }

    /**
     * One of a revoke that gave up.
     *
     * @param json names the revoke, and is the same whenever that one gives up: by it the dead letter is found again
     */
    public static NewDeadLetter ofRevoke(Refusal refusal, Buffer json) {
        return new NewDeadLetter(Kind.REVOKE, REVOKE, Part.ENTRY, refusal, json, json.length());
    }

    /** One of an event that cannot be kept for its deliveries; what it brought is stored all the same. */
    static NewDeadLetter ofEvent(NewEvent event, Refusal refusal) {
        Buffer body = CompressedBody.uncompress(event.body());
        return new NewDeadLetter(Kind.DELIVERY, event.name(), Part.BODY, refusal, body, body.length());
    }

    NewDeadLetter cutTo(int limit) {
        return bytes.length() <= limit
                ? this
                : new NewDeadLetter(kind, event, part, refusal, bytes.slice(0, limit), size);
    }
}
