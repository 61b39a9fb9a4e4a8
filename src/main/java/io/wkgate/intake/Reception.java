package io.wkgate.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** One event while it arrives. Not thread-safe: its request's context owns it. */
interface Reception {

    /** Takes the next bytes of the body. */
    void write(Buffer chunk);

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
