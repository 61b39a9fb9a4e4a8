package io.wkgate.cli;

/** The gateway did not understand what was sent, and names the field that is wrong. */
final class RefusedInput extends CommandException {

    private static final long serialVersionUID = 1L;

    RefusedInput(String message) {
        super(message);
    }
}
