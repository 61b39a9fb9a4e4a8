package io.wkgate.store;

/** What somebody is in a group could not be read; the message says where, and the error, without a statement. */
public final class UnreadRoleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadRoleException(String message) {
        super(message, null, false, false);
    }
}
