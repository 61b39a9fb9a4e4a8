package io.wkgate.revoke;

import io.wkgate.store.StoredMessage;
import java.util.List;

/** Where a message that somebody wants revoked was found. */
sealed interface Located {

    /**
     * Stored, perhaps only now.
     *
     * @param messages one for each stored copy
     */
    record Stored(List<StoredMessage> messages) implements Located {}

    /** There is none, or none that can be revoked, or nobody can say now. */
    record Nowhere(RevokeAnswer answer) implements Located {}
}
