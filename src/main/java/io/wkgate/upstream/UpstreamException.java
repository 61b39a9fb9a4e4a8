package io.wkgate.upstream;

/** Carries an {@link UpstreamFailure} through a future. Its message is the failure's description. */
public final class UpstreamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient UpstreamFailure failure;

    UpstreamException(UpstreamFailure failure) {
        // An outage is no place to collect stacks of event loops.
        super(failure.description(), null, false, false);
        this.failure = failure;
    }

    public UpstreamFailure failure() {
        return failure;
    }
}
