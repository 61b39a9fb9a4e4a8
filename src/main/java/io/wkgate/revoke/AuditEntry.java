package io.wkgate.revoke;

import io.wkgate.event.ChannelKey;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of the audit trail.
 *
 * @param action {@code accepted}, {@code forbidden}, {@code retried}, {@code cancelled} or {@code dead}
 * @param operatorUid a user, or for an operator of wkgate where it was done: {@code ops} or {@code api}
 * @param rule the rule that allowed or forbade it
 */
public record AuditEntry(
        long id,
        Instant at,
        String action,
        long messageId,
        ChannelKey channel,
        String operatorUid,
        String operatorRole,
        String rule,
        Optional<Long> revokeId,
        String detail) {}
