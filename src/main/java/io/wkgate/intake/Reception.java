package io.wkgate.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.wkgate.event.Entry;

/** One event while it arrives. Not thread-safe: its request's context owns it. */
interface Reception {

    /** Takes the next bytes of the body. */
    void write(Buffer chunk);

    /**
     * The body cannot be unpacked any further; what came becomes a dead letter, and what was read before is kept.
     * {@link #end} follows.
     */
    void damaged(Entry.Refused body);

    /**
     * The body is complete.
     *
     * @return succeeds when everything of it that must be kept is committed
     */
    Future<Void> end();

    /** Whether parts of it are on their way to a commit. */
    boolean committing();

    /** Nobody waits for it any more. */
    void abandon();
}
