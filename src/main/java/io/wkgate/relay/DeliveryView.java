package io.wkgate.relay;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One delivery as a person may see it.
 *
 * @param state waiting, delivered or dead
 * @param source webhook or repair
 * @param request what is sent; empty if its destination is not configured any more
 * @param attempts how many were made
 * @param failures those that failed, the oldest first
 */
public record DeliveryView(
        long id,
        String webhookId,
        String destination,
        String event,
        String source,
        String state,
        Instant receivedAt,
        Instant dueAt,
        Instant expiresAt,
        int attempts,
        Optional<ShownRequest> request,
        List<Failure> failures) {

    /**
     * An attempt that failed.
     *
     * @param outcome whose fault it was, see {@code Outcome}
     * @param status of HTTP; 0 if no answer came
     * @param answer the first 4 KiB of it
     */
    public record Failure(Instant at, String outcome, int status, long tookMillis, String detail, Buffer answer) {}
}
