package io.wkgate.cli;

/** A command cannot do what it was asked. Its message is a sentence for the operator. */
class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    CommandException(String message) {
        super(message);
        sentence = message;
    }

    @Override
    public String getMessage() {
        return sentence;
    }
}
