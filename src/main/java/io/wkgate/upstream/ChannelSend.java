package io.wkgate.upstream;

import io.wkgate.event.ChannelKey;
import java.util.Optional;

/**
 * The one send that revokes on v1 and v2. To a group it has no from_uid, which is the system: what comes from somebody who
 * is no member, or is muted, is answered with 200 and dropped (v2.0.4). Measured on v1.2.6, v2.0.4, v2.0.10 and v2.2.5: so it
 * reaches every member, through /message/sync too, and is echoed.
 */
final class ChannelSend {

    static final String STEP = "channel";

    private ChannelSend() {}

    /** Nothing where nobody can be told. */
    static Optional<CommandSend> of(RevokeOrder order) {
        ChannelKey channel = order.channel();
        if (!order.person()) {
            return Optional.of(CommandSend.revoke(order.messageId(), channel).toChannel(channel.type(), channel.id()));
        } else if (order.fromUid().isEmpty()) {
            // Without a sender it goes to the user's channel with the system, as the message did.
            return channel.other(ChannelKey.SYSTEM_UID)
                    .map(user -> CommandSend.revoke(order.messageId()).toChannel(ChannelKey.PERSON, user));
        }
        return channel.other(order.fromUid())
                .map(other -> CommandSend.revoke(order.messageId())
                        .from(order.fromUid())
                        .toChannel(ChannelKey.PERSON, other));
    }

    static RevokePlan nobody(RevokeOrder order) {
        return RevokePlan.nobody(order.channel().unresolved() ? RevokeNotes.UNRESOLVED : RevokeNotes.STRANGER);
    }
}
