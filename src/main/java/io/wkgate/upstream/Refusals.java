package io.wkgate.upstream;

import java.util.Optional;

/**
 * What a log's 400 says. v2 and v3 answer every error of their own so, also that no leader is there yet, or that a node
 * did not answer another: only the message tells what is true of the channel from what is wrong at the moment.
 */
final class Refusals {

    private Refusals() {}

    /** The message of {@code 400 {"msg":"…","status":400}}; nothing if it failed otherwise. */
    static Optional<String> message(Throwable thrown) {
        return UpstreamFailure.of(thrown) instanceof UpstreamFailure.Answered answered
                        && answered.answer().status() == 400
                ? answered.answer()
                        .json()
                        .map(body -> body.getValue("msg"))
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                : Optional.empty();
    }
}
