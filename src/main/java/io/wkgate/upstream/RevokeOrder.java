package io.wkgate.upstream;

import io.wkgate.event.ChannelKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the command of a revoke must say, and to whom.
 *
 * @param fromUid the message's own sender, empty for the system; a command from anybody else misses a person channel on
 *     every line (upstream.md, "Revoking")
 * @param operatorUid who revokes; he is told where the members are not known, and the command is never sent in his name
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

    /** For a group whose members nobody knows: the devices of the sender and of who revokes can still be told. */
    RevokeOrder toThoseWhoAreKnown() {
        List<String> known = Stream.of(fromUid, operatorUid)
                .filter(uid -> !uid.isEmpty() && !uid.equals(ChannelKey.SYSTEM_UID))
                .distinct()
                .toList();
        return withMembers(known);
    }

    /** The same with the channel's members. */
    public RevokeOrder withMembers(List<String> known) {
        return new RevokeOrder(messageId, fromUid, channel, operatorUid, known, unconfirmedRounds, bind);
    }

    boolean person() {
        return channel.type() == ChannelKey.PERSON;
    }
}
