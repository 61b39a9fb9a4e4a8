package io.wkgate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a user fetches for itself: commands and recent conversations. */
final class InboxRoutes {
    private static final int DEFAULT_LIMIT = 200;

    private final Profile profile;
    private final Disk disk;
    private final Bodies bodies;

    InboxRoutes(Profile profile, Disk disk, Bodies bodies) {
        this.profile = profile;
        this.disk = disk;
        this.bodies = bodies;
    }

    void addTo(Api api) {
        api.on("POST /message/sync", this::sync)
                .on("POST /message/syncack", this::acknowledge)
                .on("POST /message/cmd/bind", call -> bind(call, true))
                .on("POST /message/cmd/unbind", call -> bind(call, false))
                .on("POST /conversation/sync", this::conversations);
    }

    private Answer sync(Call call) {
        JsonObject body = call.json();
        String uid = body.getString("uid", "").strip();
        if (uid.isEmpty()) {
            return Answer.refused("uid不能为空！");
        }
        int askedLimit = body.getInteger("limit", 0);
        if (askedLimit < 0) {
            return Answer.refused("limit不能为负数！");
        }
        int limit = askedLimit == 0 ? DEFAULT_LIMIT : askedLimit;
        List<StoredMessage> messages = new ArrayList<>();
        if (profile.line() == Line.ONE) {
            messages.addAll(disk.commands.queue(uid, body.getLong("message_seq", 0L), limit));
        } else {
            for (Map.Entry<ChannelKey, Long> watched :
                    disk.commands.watched(uid).entrySet()) {
                Optional<String> broken = profile.line() == Line.THREE ? broken(watched.getKey()) : Optional.empty();
                if (broken.isPresent()) {
                    return Answer.refused(broken.get());
                }
                if (!finds(uid, watched.getKey())) {
                    continue;
                }
                messages.addAll(LogRoutes.asRead(
                        profile, disk.log.upwards(watched.getKey(), watched.getValue() + 1, 0, limit)));
            }
        }
        JsonArray answer = new JsonArray();
        messages.stream().limit(limit).forEach(message -> answer.add(bodies.synced(message, uid)));
        return Answer.json(answer);
    }

    private boolean finds(String uid, ChannelKey command) {
        if (!profile.has(Trait.SYNC_MISSES_PERSON_COMMANDS) || command.channelType() != ChannelIds.PERSON) {
            return true;
        }
        String other = ChannelIds.shown(command.channelId(), ChannelIds.PERSON, uid);
        return ChannelIds.joined(uid, other).equals(command.channelId());
    }

    /** v3: one bound channel that cannot be read breaks the whole call. */
    private Optional<String> broken(ChannelKey command) {
        ChannelKey source = new ChannelKey(ChannelIds.withoutCommand(command.channelId()), command.channelType());
        if (disk.channels.find(source).map(state -> state.disbanded).orElse(false)) {
            return Optional.of("internal/usecase/cmdsync: channel disbanded");
        }
        if (disk.log.last(command) == 0) {
            return Optional.of("internal/message: channel not found: channel: channel not found: {"
                    + command.channelId() + " " + command.channelType() + "}");
        }
        return Optional.empty();
    }

    /** v1 acknowledges up to a number of the user's own queue; v2 and v3 everything that was synced. */
    private Answer acknowledge(Call call) {
        JsonObject body = call.json();
        String uid = body.getString("uid", "").strip();
        if (uid.isEmpty()) {
            return Answer.refused("uid不能为空！");
        }
        long seq = body.getLong("last_message_seq", 0L);
        if (seq == 0) {
            return Answer.refused("last_message_seq不能为空！");
        }
        disk.commands.acknowledge(uid, seq);
        disk.commands
                .watched(uid)
                .keySet()
                .forEach(channel -> disk.commands.read(uid, channel, disk.log.last(channel)));
        return Answer.ok();
    }

    private Answer bind(Call call, boolean bound) {
        JsonObject body = call.json();
        String uid = body.getString("uid", "").strip();
        ChannelKey asked = Call.channel(body);
        if (uid.isEmpty() || asked.channelId().isBlank() || asked.channelType() == 0) {
            return Answer.refused("uid、channel_id和channel_type不能为空！");
        }
        ChannelKey command = new ChannelKey(ChannelIds.command(asked.channelId().strip()), asked.channelType());
        if (bound) {
            disk.commands.watch(uid, command, disk.log.last(command));
        } else {
            disk.commands.forget(uid, command);
        }
        return Answer.ok();
    }

    private Answer conversations(Call call) {
        JsonObject body = call.json();
        String uid = body.getString("uid", "");
        int count = body.getInteger("msg_count", 0);
        JsonArray answer = new JsonArray();
        disk.conversations.of(uid).forEach((channel, conversation) -> {
            if (shows(uid, channel, count)) {
                answer.add(shown(uid, channel, conversation, count));
            }
        });
        return Answer.json(answer);
    }

    /** v2 shows a conversation only with messages, and since v2.0.10 none with the system. */
    private boolean shows(String uid, ChannelKey channel, int count) {
        boolean system = channel.channelType() == ChannelIds.PERSON
                && channel.channelId().equals(ChannelIds.joined(ChannelIds.SYSTEM, uid));
        return profile.line() == Line.ONE || (count > 0 && (!system || profile == Profile.V2_0_4));
    }

    private JsonObject shown(String uid, ChannelKey channel, Conversations.Conversation conversation, int count) {
        StoredMessage last = conversation.last();
        boolean one = profile.line() == Line.ONE;
        String peer = channel.channelType() == ChannelIds.PERSON
                ? ChannelIds.shown(channel.channelId(), ChannelIds.PERSON, uid)
                : channel.channelId();
        // v2 counts what lies above the last number that the user has sent or read.
        long read = uid.equals(last.fromUid()) ? last.messageSeq() : 0;
        JsonObject shown = new JsonObject()
                .put("channel_id", peer)
                .put("channel_type", channel.channelType())
                .put("unread", one ? conversation.unread() : last.messageSeq() - read)
                .put("timestamp", last.timestamp())
                .put("last_msg_seq", last.messageSeq())
                .put("last_client_msg_no", last.clientMsgNo())
                .put("offset_msg_seq", 0);
        if (!one) {
            shown.put("readed_to_msg_seq", read);
        }
        return shown.put("version", one ? conversation.touchedMillis() : last.timestamp() * 1_000_000_000L)
                .put("recents", recents(uid, last, count));
    }

    private JsonArray recents(String uid, StoredMessage last, int count) {
        List<StoredMessage> newest = new ArrayList<>(LogRoutes.asRead(profile, disk.log.newest(last.channel(), count)));
        newest.sort(Comparator.comparingLong(StoredMessage::messageSeq).reversed());
        JsonArray recents = new JsonArray();
        newest.forEach(message -> recents.add(bodies.synced(message, uid)));
        return recents;
    }
}
