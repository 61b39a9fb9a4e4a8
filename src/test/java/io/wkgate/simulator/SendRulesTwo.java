package io.wkgate.simulator;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sending on v2: 200 means accepted, the message is stored a moment later. Commands have channels of their own. */
final class SendRulesTwo implements SendRules {
    /** Where subscribers get what is not to be kept; the vendor's own name for it. */
    private static final String ONLINE_COMMANDS = "systemcmdonline";

    private static final Duration STORED_AFTER = Duration.ofMillis(2);
    private static final Duration AUDIENCE_KNOWN_FOR = Duration.ofMinutes(20);
    private static final String CANNOT_SEND = "无法处理发送消息请求！";

    private final Outbox outbox;
    private final Disk disk;
    private final Profile profile;
    private final ScaledTime time;

    /** Whom the server knows to be in a group, by the time at which it last looked, in milliseconds. */
    private final Map<String, Long> knownAudiences = new HashMap<>();

    SendRulesTwo(Outbox outbox, Profile profile, ScaledTime time) {
        this.outbox = outbox;
        this.disk = outbox.disk;
        this.profile = profile;
        this.time = time;
    }

    @Override
    public Answer send(SendRequest asked) {
        if (asked.payload().length == 0) {
            return Answer.refused("payload不能为空！");
        }
        SendRequest request = asked.fromUid().isBlank() ? asked.from(ChannelIds.SYSTEM) : asked;
        boolean toSubscribers = !request.subscribers().isEmpty();
        boolean toChannel = !request.channelId().isBlank();
        if (!toSubscribers && !toChannel
                || toSubscribers && !request.header().syncOnce()
                || toSubscribers && toChannel && !profile.has(Trait.CHANNEL_WITH_SUBSCRIBERS)) {
            return Answer.refused(CANNOT_SEND);
        }
        if (!toChannel) {
            sendToSubscribers(request);
            return Answer.ok();
        }
        if (refusesChannel(request.channelId())) {
            return Answer.refused("频道ID不合法！");
        }
        SendRequest numbered =
                request.clientMsgNo().isBlank() ? request.numbered(SendRequest.newClientMsgNo()) : request;
        long messageId = accept(numbered);
        return Answer.json(new JsonObject()
                .put(
                        "data",
                        new JsonObject()
                                .put("client_msg_no", numbered.clientMsgNo())
                                .put("message_id", messageId))
                .put("status", 200));
    }

    @Override
    public void sendToPerson(SendRequest request) {
        if (!refusesChannel(request.channelId())) {
            accept(request.numbered(SendRequest.newClientMsgNo()));
        }
    }

    private void sendToSubscribers(SendRequest request) {
        if (profile.has(Trait.SUBSCRIBERS_ONE_BY_ONE)) {
            request.subscribers().forEach(uid -> sendToPerson(request.to(uid, ChannelIds.PERSON)));
            return;
        }
        String id = request.header().noPersist()
                ? ONLINE_COMMANDS
                : ChannelIds.command(ChannelIds.temporary(request.subscribers()));
        ChannelKey channel = new ChannelKey(id, ChannelIds.TEMPORARY);
        disk.channels.open(channel).members.clear();
        disk.channels.join(channel, request.subscribers());
        accept(request.to(id, ChannelIds.TEMPORARY).numbered(SendRequest.newClientMsgNo()));
    }

    private long accept(SendRequest request) {
        String source = request.channelType() == ChannelIds.PERSON
                ? ChannelIds.joined(request.fromUid(), request.channelId())
                : request.channelId();
        boolean command = request.header().syncOnce() && request.channelType() != ChannelIds.TEMPORARY;
        StoredMessage draft = request.draft(disk.messageIds.next(), command ? ChannelIds.command(source) : source);
        List<String> recipients = disk.channels.members(draft.channel());
        // What is refused here is accepted all the same and then comes to nothing.
        if (mayEnter(request, new ChannelKey(source, request.channelType()))) {
            time.after(STORED_AFTER, () -> store(draft, recipients));
        }
        return draft.messageId();
    }

    private boolean mayEnter(SendRequest request, ChannelKey source) {
        String fromUid = request.fromUid();
        Optional<ChannelState> state = disk.channels.find(source);
        // The end of a channel does not end the one of its commands.
        if (!request.header().syncOnce() && state.map(known -> known.disbanded).orElse(false)) {
            return false;
        }
        boolean checked = profile.has(Trait.STRANGERS_COME_TO_NOTHING)
                && source.channelType() != ChannelIds.PERSON
                && !fromUid.equals(ChannelIds.SYSTEM);
        return !checked
                || state.map(known -> known.members.containsKey(fromUid)
                                && (known.whitelist.isEmpty() || known.whitelist.contains(fromUid)))
                        .orElse(false);
    }

    private void store(StoredMessage draft, List<String> recipients) {
        Header header = draft.header();
        boolean kept = !header.noPersist();
        StoredMessage message = kept ? disk.log.append(draft) : draft;
        boolean notifiedAnyway = profile.has(Trait.NOTIFIES_TRANSIENTS)
                && (!header.syncOnce() || profile.has(Trait.NOTIFIES_TRANSIENT_COMMANDS));
        if (kept || notifiedAnyway) {
            outbox.notify(message);
        }
        if (reachesNobody(message)) {
            return;
        }
        outbox.online(message, recipients);
        outbox.offline(message, recipients);
        if (kept) {
            recipients.forEach(uid -> rememberFor(uid, message));
        }
    }

    private boolean reachesNobody(StoredMessage message) {
        if (!profile.has(Trait.COMMANDS_NEED_A_MESSAGE_BEFORE) || message.channelType() != ChannelIds.GROUP) {
            return false;
        }
        String group = ChannelIds.withoutCommand(message.channelId());
        long now = System.currentTimeMillis();
        boolean known = now - knownAudiences.getOrDefault(group, 0L) < time.millis(AUDIENCE_KNOWN_FOR);
        if (message.header().syncOnce() && !known) {
            return true;
        }
        knownAudiences.put(group, now);
        return false;
    }

    private void rememberFor(String uid, StoredMessage message) {
        if (!message.header().syncOnce()) {
            disk.conversations.touch(uid, message.channel(), message);
            return;
        }
        // v2.2.5 has a send to subscribers nowhere in /message/sync (recording and running server agree).
        if (message.channelType() != ChannelIds.TEMPORARY || profile != Profile.V2_2_5) {
            disk.commands.watch(uid, message.channel(), 0);
        }
        if (uid.equals(message.fromUid()) && !profile.has(Trait.SYNC_GIVES_OWN_COMMANDS)) {
            disk.commands.read(uid, message.channel(), message.messageSeq());
        }
    }

    private boolean refusesChannel(String channelId) {
        return profile.has(Trait.REFUSES_SPECIAL_CHARACTERS) && ChannelIds.hasSpecialCharacter(channelId);
    }
}
