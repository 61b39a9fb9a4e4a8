package io.wkgate.cli;

/** The gateway does not know what it was asked for; an older version knows fewer paths. */
final class NotThere extends CommandException {

    private static final long serialVersionUID = 1L;

    NotThere(String message) {
        super(message);
    }
}
