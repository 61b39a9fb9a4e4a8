package io.wkgate.cli;

/** Nobody answers where the gateway should be, or it answers that it cannot now. */
final class NoGateway extends CommandException {

    private static final long serialVersionUID = 1L;

    NoGateway(String message) {
        super(message);
    }
}
