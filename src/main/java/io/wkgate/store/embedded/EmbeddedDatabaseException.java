package io.wkgate.store.embedded;

import org.jspecify.annotations.Nullable;

/** The embedded database cannot be run; the message is written for the person who starts wkgate. */
public class EmbeddedDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmbeddedDatabaseException(String message) {
        this(message, null);
    }

    EmbeddedDatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static EmbeddedDatabaseException interrupted(String during) {
        Thread.currentThread().interrupt();
        return new EmbeddedDatabaseException("Interrupted while " + during + ".");
    }
}
