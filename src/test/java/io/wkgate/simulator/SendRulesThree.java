package io.wkgate.simulator;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Sending on v3: 200 with reason 1 means stored, any other reason means refused. */
final class SendRulesThree implements SendRules {
    private final Outbox outbox;
    private final Disk disk;
    private final Permissions permissions;

    SendRulesThree(Outbox outbox) {
        this.outbox = outbox;
        this.disk = outbox.disk;
        this.permissions = new Permissions(disk.channels);
    }

    @Override
    public Answer send(SendRequest request) {
        boolean toSubscribers = !request.subscribers().isEmpty();
        boolean toChannel = !request.channelId().isEmpty();
        if (request.fromUid().isEmpty()
                || request.payload().length == 0
                || toSubscribers && toChannel
                || !toSubscribers && (!toChannel || request.channelType() == 0)) {
            return Answer.error(400, "invalid request");
        }
        if (toSubscribers) {
            return sendToSubscribers(request);
        }
        Optional<ChannelKey> channel = normalized(request);
        if (channel.isEmpty()) {
            return Answer.error(400, "invalid channel id");
        }
        int reason = permissions.reason(request, channel.get());
        return reason == Permissions.SUCCESS ? accept(request, channel.get()) : answer(0, 0, reason);
    }

    @Override
    public void sendToPerson(SendRequest request) {
        throw new UnsupportedOperationException("v3 has no /message/sendbatch");
    }

    /**
     * A command that is not kept. A person channel's must come from the user that the joined id names first; for some
     * pairs of users a real server says 503 even then.
     */
    private Answer pass(SendRequest request, ChannelKey source) {
        if (source.channelType() == ChannelIds.PERSON && !source.channelId().startsWith(request.fromUid() + "@")) {
            return Answer.error(400, "invalid channel id");
        }
        StoredMessage message = request.draft(disk.messageIds.next(), ChannelIds.command(source.channelId()));
        deliver(message, source);
        return answer(message.messageId(), 0, Permissions.SUCCESS);
    }

    /**
     * A group's command reaches nobody. Of a person channel's command the server takes the suffix for a part of the
     * second user's name, so that only the first user of the joined id is found, be it sender or receiver.
     */
    private void deliver(StoredMessage message, ChannelKey source) {
        boolean command = message.header().syncOnce();
        if (command && source.channelType() == ChannelIds.PERSON) {
            outbox.online(message, source.channelId().split("@", -1)[0]);
        } else if (!command || source.channelType() == ChannelIds.TEMPORARY) {
            outbox.online(message, disk.channels.members(source));
        }
    }

    private Answer sendToSubscribers(SendRequest request) {
        if (!request.header().syncOnce()) {
            return Answer.error(400, "request subscribers require sync_once");
        }
        String id = ChannelIds.temporary(request.subscribers());
        ChannelKey temporary = new ChannelKey(id, ChannelIds.TEMPORARY);
        disk.channels.open(temporary).members.clear();
        disk.channels.join(temporary, request.subscribers());
        return accept(request.to(id, ChannelIds.TEMPORARY), temporary);
    }

    private Answer accept(SendRequest request, ChannelKey source) {
        Header header = request.header();
        if (header.noPersist()) {
            return header.syncOnce() ? pass(request, source) : answer(0, 0, Permissions.SUCCESS);
        }
        String logChannel = header.syncOnce() ? ChannelIds.command(source.channelId()) : source.channelId();
        ChannelKey channel = new ChannelKey(logChannel, source.channelType());
        Optional<StoredMessage> before = request.clientMsgNo().isEmpty()
                ? Optional.empty()
                : disk.log.first(
                        channel,
                        row -> row.clientMsgNo().equals(request.clientMsgNo())
                                && row.fromUid().equals(request.fromUid()));
        if (before.isPresent()) {
            return again(before.get(), request);
        }
        if (source.channelType() == ChannelIds.PERSON) {
            disk.channels.join(source, List.of(source.channelId().split("@", -1)));
        }
        StoredMessage message = disk.log.append(request.draft(disk.messageIds.next(), logChannel));
        outbox.notify(message);
        deliver(message, source);
        if (!header.syncOnce()) {
            // Who writes to himself is told once.
            outbox.offline(
                    message, disk.channels.members(source).stream().distinct().toList());
        }
        return answer(message.messageId(), message.messageSeq(), Permissions.SUCCESS);
    }

    /** The same (from_uid, client_msg_no) again is the old message, sends nothing, and may not differ. */
    private Answer again(StoredMessage before, SendRequest request) {
        if (!Arrays.equals(before.payload(), request.payload())) {
            return Answer.error(500, "internal/message: append failed: channel: log conflict");
        }
        return answer(before.messageId(), before.messageSeq(), Permissions.SUCCESS);
    }

    private static Optional<ChannelKey> normalized(SendRequest request) {
        String id = request.channelId();
        if (request.channelType() != ChannelIds.PERSON) {
            return Optional.of(new ChannelKey(id, request.channelType()));
        }
        if (id.indexOf('@') < 0) {
            return Optional.of(new ChannelKey(ChannelIds.joined(request.fromUid(), id), ChannelIds.PERSON));
        }
        // A joined id must name the sender: an administrator cannot speak in somebody else's channel.
        boolean own = List.of(id.split("@", -1)).contains(request.fromUid());
        return own ? Optional.of(new ChannelKey(id, ChannelIds.PERSON)) : Optional.empty();
    }

    private static Answer answer(long messageId, long messageSeq, int reason) {
        return Answer.json(new JsonObject()
                .put("message_id", messageId)
                .put("message_seq", messageSeq)
                .put("reason", reason));
    }
}
