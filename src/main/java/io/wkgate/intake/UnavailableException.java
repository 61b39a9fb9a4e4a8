package io.wkgate.intake;

/** The event could not be committed in time; its sender is told to send it again. */
final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnavailableException(String message) {
        super(message, null, false, false);
    }
}
