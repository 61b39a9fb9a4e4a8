package io.wkgate.revoke;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a business server asks for. The message is named by its id, or by the sender's own number and the channel; then
 * every stored copy is meant, and where several senders used that number a member's own.
 *
 * @param channel needed with clientMsgNo, and where the message must be looked up in upstream's log
 * @param senderRole who the message's sender is in the group, if the caller knows it
 * @param subscribers the channel's members, if the caller knows them; WuKongIM 3 needs them to reach who is online. An
 *     empty list is as none: no channel is without members, and clients serialise what they do not know so
 * @param notifies whether clients are told; else the message is only marked
 * @param waitAtMost how long the answer may wait for the end of it; zero not to wait
 */
public record RevokeRequest(
        OptionalLong messageId,
        Optional<String> clientMsgNo,
        Optional<ChannelName> channel,
        Operator operator,
        Optional<Role> senderRole,
        Optional<List<String>> subscribers,
        boolean notifies,
        Duration waitAtMost) {

    /** Refuses what its caller should have refused. */
    public RevokeRequest {
        if (messageId.isPresent() == clientMsgNo.isPresent() || (clientMsgNo.isPresent() && channel.isEmpty())) {
            throw new IllegalArgumentException("a message is named by its id, or by client_msg_no and channel");
        }
        subscribers = subscribers.filter(members -> !members.isEmpty());
    }
}
