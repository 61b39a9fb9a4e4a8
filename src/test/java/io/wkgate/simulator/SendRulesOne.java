package io.wkgate.simulator;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

/** Sending on v1.2.6: 200 means stored. Commands are not numbered in their channel, but in each member's own queue. */
final class SendRulesOne implements SendRules {
    private final Outbox outbox;
    private final Disk disk;

    SendRulesOne(Outbox outbox) {
        this.outbox = outbox;
        this.disk = outbox.disk;
    }

    @Override
    public Answer send(SendRequest request) {
        if (request.payload().length == 0) {
            return Answer.refused("payload不能为空！");
        }
        if (request.channelId().isBlank() && request.subscribers().isEmpty()) {
            return Answer.refused("无法处理发送消息请求！");
        }
        SendRequest numbered =
                request.clientMsgNo().isBlank() ? request.numbered(SendRequest.newClientMsgNo()) : request;
        List<String> subscribers = List.copyOf(new LinkedHashSet<>(request.subscribers()));
        if (request.channelId().isBlank()) {
            String id = UUID.randomUUID().toString().replace("-", "") + ChannelIds.TEMPORARY_SUFFIX;
            return answer(numbered.to(id, ChannelIds.GROUP), subscribers);
        }
        return answer(numbered, subscribers);
    }

    @Override
    public void sendToPerson(SendRequest request) {
        answer(request.numbered(SendRequest.newClientMsgNo()), List.of());
    }

    private Answer answer(SendRequest request, List<String> subscribers) {
        boolean person =
                request.channelType() == ChannelIds.PERSON && !request.fromUid().isEmpty();
        String logChannel = person ? ChannelIds.joined(request.fromUid(), request.channelId()) : request.channelId();
        ChannelKey channel = new ChannelKey(logChannel, request.channelType());
        Header header = request.header();
        boolean large = disk.channels.find(channel).map(state -> state.large).orElse(false);
        if (large && header.syncOnce() && !header.noPersist()) {
            return Answer.refused("超大群不支持发送SyncOnce类型消息！");
        }
        boolean temporary = request.channelId().endsWith(ChannelIds.TEMPORARY_SUFFIX);
        StoredMessage message = request.draft(disk.messageIds.next(), logChannel);
        if (!header.noPersist() && !header.syncOnce() && !temporary) {
            message = disk.log.append(message);
        }
        if (!header.noPersist() || !header.syncOnce()) {
            outbox.notify(message);
        }
        List<String> recipients = recipients(request, channel, subscribers);
        if (header.noPersist()) {
            outbox.online(message, recipients);
        } else {
            outbox.offline(message, recipients);
            deliver(recipients, message, person);
        }
        return Answer.json(new JsonObject()
                .put(
                        "data",
                        new JsonObject()
                                .put("client_msg_no", message.clientMsgNo())
                                .put("message_id", message.messageId())
                                .put("message_seq", message.messageSeq()))
                .put("status", 200));
    }

    private List<String> recipients(SendRequest request, ChannelKey channel, List<String> subscribers) {
        if (!subscribers.isEmpty()) {
            return subscribers;
        }
        boolean ofNobody =
                request.channelType() == ChannelIds.PERSON && request.fromUid().isEmpty();
        return ofNobody
                ? List.of(request.channelId())
                : disk.channels.members(channel).stream().distinct().toList();
    }

    /** A command has the number of its place in each receiver's own queue. */
    private void deliver(List<String> recipients, StoredMessage message, boolean person) {
        for (String uid : recipients) {
            boolean command = message.header().syncOnce();
            boolean toSomebodyElse =
                    (person || command && message.channelType() == ChannelIds.PERSON) && !uid.equals(message.fromUid());
            ChannelKey shown =
                    new ChannelKey(toSomebodyElse ? message.fromUid() : message.sentTo(), message.channelType());
            if (command) {
                StoredMessage queued = disk.commands.deliver(uid, message.shownAs(shown.channelId()));
                outbox.online(message.withSeq(queued.messageSeq()), uid);
            } else {
                outbox.online(message, uid);
                disk.conversations.touch(uid, shown, message);
            }
        }
    }
}
