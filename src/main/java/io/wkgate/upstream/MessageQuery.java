package io.wkgate.upstream;

import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import io.wkgate.event.Message;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A message that is looked for in upstream's log, by its id, or by its sender's number, or by both.
 *
 * @param as users who may read the channel (v3: who are its members now); those of a person channel are known from its key
 */
public record MessageQuery(OptionalLong messageId, Optional<String> clientMsgNo, ChannelKey channel, List<String> as) {

    public MessageQuery {
        if (messageId.isEmpty() && clientMsgNo.isEmpty()) {
            throw new IllegalArgumentException("a query needs a message_id or a client_msg_no");
        }
        as = List.copyOf(as);
    }

    boolean matches(Entry.Accepted entry) {
        Message message = entry.message();
        return (messageId.isEmpty() || messageId.getAsLong() == message.messageId())
                && (clientMsgNo.isEmpty() || clientMsgNo.get().equals(message.clientMsgNo()));
    }
}
