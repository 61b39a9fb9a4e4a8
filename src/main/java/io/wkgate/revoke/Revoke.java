package io.wkgate.revoke;

import io.wkgate.event.ChannelKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One message's revoke.
 *
 * @param fromUid the message's own sender
 * @param rule the rule that allowed it
 * @param notifies whether clients are told; else the message was only marked
 * @param finished whether nothing more will be done; {@link RevokeState#SENT} may be either
 * @param reason why the last attempt failed, or why it is dead; empty if there is nothing to say
 * @param notes whom it does not reach, and why, in sentences
 * @param line the line whose dialect spoke last; empty before the first attempt
 */
public record Revoke(
        long id,
        long messageId,
        long messageSeq,
        String fromUid,
        ChannelKey channel,
        Operator operator,
        String rule,
        boolean notifies,
        RevokeState state,
        boolean finished,
        String reason,
        List<String> notes,
        String line,
        int attempts,
        Instant requestedAt,
        Optional<Instant> finishedAt,
        Optional<Instant> nextAttemptAt,
        Instant deadline) {}
