package io.wkgate.event;

/** A field cannot be read. It carries no stack: bad input is no fault of the program. */
final class FieldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    FieldException(String field, String reason) {
        super(field + ": " + reason, null, false, false);
        refusal = new Refusal(field, reason);
    }

    Refusal refusal() {
        return refusal;
    }
}
