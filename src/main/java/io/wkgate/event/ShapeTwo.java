package io.wkgate.event;

import static io.wkgate.event.ChannelKey.PERSON;
import static io.wkgate.event.ChannelKey.SYSTEM_UID;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** As v2.2.5, the last of its line, writes a message (v2.2.5/webhooks.jsonl and its struct MessageResp). */
record ShapeTwo() implements LineShape {

    /** All fields in order; several are left out where they are empty, and the streams' are v2.0's. */
    static final List<String> NOTIFIED = List.of(
            "header",
            "setting",
            "message_id",
            "message_idstr",
            "client_msg_no",
            "stream_no",
            "stream_seq",
            "stream_flag",
            "end",
            "end_reason",
            "error",
            "stream_data",
            "event_meta",
            "event_sync_hint",
            "message_seq",
            "from_uid",
            "channel_id",
            "channel_type",
            "topic",
            "expire",
            "timestamp",
            "payload");

    private static final List<String> OFFLINE = Stream.concat(
                    NOTIFIED.stream(), Stream.of("to_uids", "compress", "compress_to_uids", "source_id"))
            .toList();

    @Override
    public byte[] notified(ShapedEntry entry) {
        if (entry.fromUid().equals(SYSTEM_UID)) {
            entry.setFromUid("");
        }
        if (!temporary(entry)) {
            entry.setChannel(notifiedChannel(entry), entry.channelType());
        }
        return entry.written(NOTIFIED);
    }

    /** It shows the part of the joined id that is not the sender, of a channel with oneself the joined id. */
    private static String notifiedChannel(ShapedEntry entry) {
        String id = entry.plainChannelId();
        if (entry.channelType() == PERSON) {
            id = entry.peer().orElse(id);
            if (!entry.command() && !id.isEmpty() && id.equals(entry.fromUid())) {
                id = ChannelKey.join(id, id);
            }
        }
        // A command of a client stays among the messages here, with a number of theirs (v2.2.5/scene.jsonl).
        boolean apart = entry.command() && (entry.hasSuffix() || !entry.isNumbered());
        return apart ? CommandChannel.withSuffix(id) : id;
    }

    /** It shows the channel as the sender named it. */
    @Override
    public byte[] offline(ShapedEntry entry) {
        if (entry.fromUid().isEmpty()) {
            entry.setFromUid(SYSTEM_UID);
        }
        if (!temporary(entry)) {
            String id = entry.plainChannelId();
            entry.setChannel(entry.channelType() == PERSON ? entry.peer().orElse(id) : id, entry.channelType());
        }
        OfflineUids.shape(entry);
        return entry.written(OFFLINE);
    }

    /** Whether it is a command to listed users, of which msg.offline, too, names the channel of commands. */
    private static boolean temporary(ShapedEntry entry) {
        Optional<String> number = Optional.empty();
        if (entry.command() && entry.channelType() == CommandChannel.LISTED) {
            number = Optional.of(entry.plainChannelId()).filter(CommandChannel::isNumber);
        } else if (entry.command() && entry.channelType() == CommandChannel.GROUP) {
            number = CommandChannel.number(entry.channelId());
        }
        number.ifPresent(id -> entry.setChannel(CommandChannel.withSuffix(id), CommandChannel.LISTED));
        return number.isPresent();
    }
}
