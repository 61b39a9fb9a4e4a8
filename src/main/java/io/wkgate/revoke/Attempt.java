package io.wkgate.revoke;

import java.time.Instant;

/**
 * One call to upstream on behalf of a revoke.
 *
 * @param step which step of the revoke
 * @param dialect the line that was spoken
 * @param request method, path and body, of a long one the beginning
 * @param outcome {@code done}, {@code skipped}, {@code try_again}, {@code does_not_fit} or {@code refused}
 * @param answer status and body, of a long one the beginning; or why none came
 */
public record Attempt(
        long id, String step, Instant at, String node, String dialect, String request, String outcome, String answer) {}
