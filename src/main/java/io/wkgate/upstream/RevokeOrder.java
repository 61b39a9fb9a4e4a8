package io.wkgate.upstream;

import io.wkgate.event.ChannelKey;
import java.util.List;

/**
 * What the command of a revoke must say, and to whom.
 *
 * @param fromUid the message's own sender, empty for the system; a command from anybody else misses a person channel on
 *     every line (upstream.md, "Revoking")
 * @param operatorUid who revokes; it says nothing to upstream, for the command is never sent in his name
 * @param members the channel's members, empty if they are not known; those of a person channel are known from its key
 * @param unconfirmedRounds how often all steps were done and no echo came
 * @param bind whether members are to be bound first where the line keeps commands only for those (v3)
 */
public record RevokeOrder(
        long messageId,
        String fromUid,
        ChannelKey channel,
        String operatorUid,
        List<String> members,
        int unconfirmedRounds,
        boolean bind) {

    public RevokeOrder {
        members = List.copyOf(members);
    }

    boolean person() {
        return channel.type() == ChannelKey.PERSON;
    }
}
