package io.wkgate.store;

import org.jspecify.annotations.Nullable;

/** The tables are not as this version needs them. Its message is a sentence for the operator. */
public final class MigrationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MigrationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
