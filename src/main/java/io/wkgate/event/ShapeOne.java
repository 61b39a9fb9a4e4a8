package io.wkgate.event;

import static io.wkgate.event.ChannelKey.PERSON;
import static io.wkgate.event.ChannelKey.SYSTEM_UID;

import io.wkgate.event.ShapedEntry.Writer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** As v1.2.6 writes a message (v1.2.6/webhooks.jsonl and its struct MessageResp). */
record ShapeOne() implements LineShape {

    /** All fields in order; several are left out where they are empty. Its queue of msg.notify keeps no topic. */
    static final List<String> NOTIFIED = List.of(
            "header",
            "setting",
            "message_id",
            "message_idstr",
            "client_msg_no",
            "stream_no",
            "stream_seq",
            "stream_flag",
            "message_seq",
            "from_uid",
            "channel_id",
            "channel_type",
            "expire",
            "timestamp",
            "payload",
            "streams");

    /** It has no cluster, so that its {@code source_id} is 0, which it leaves out. */
    private static final List<String> OFFLINE = Stream.of(
                    NOTIFIED.subList(0, NOTIFIED.indexOf("expire")),
                    List.of("topic"),
                    NOTIFIED.subList(NOTIFIED.indexOf("expire"), NOTIFIED.size()),
                    List.of("to_uids", "compress", "compress_to_uids"))
            .flatMap(List::stream)
            .toList();

    @Override
    public byte[] notified(ShapedEntry entry) {
        shape(entry);
        return entry.written(NOTIFIED);
    }

    @Override
    public byte[] offline(ShapedEntry entry) {
        shape(entry);
        if (entry.writer() == Writer.TWO_OFFLINE && entry.fromUid().equals(SYSTEM_UID)) {
            // So v2 names a sender that has no name; v1.2.6 leaves it empty, as v2 does in its msg.notify.
            entry.setFromUid("");
        }
        OfflineUids.shape(entry);
        return entry.written(OFFLINE);
    }

    private static void shape(ShapedEntry entry) {
        if (entry.command()) {
            // v1.2.6 numbers commands for each receiver, and has no number here.
            entry.setMessageSeqToNone();
        }
        if (entry.channelType() == PERSON) {
            entry.setChannel(peer(entry), PERSON);
        } else {
            temporary(entry)
                    .ifPresentOrElse(
                            id -> entry.setChannel(id, CommandChannel.GROUP),
                            () -> entry.setChannel(entry.plainChannelId(), entry.channelType()));
        }
    }

    private static String peer(ShapedEntry entry) {
        String plain = entry.plainChannelId();
        if (plain.equals(entry.fromUid()) && !plain.equals(entry.channelId())) {
            // v2 names the sender for the peer of about half of all pairs: whose channel it is cannot be known.
            return entry.channelId();
        }
        return entry.peer().orElse(plain);
    }

    private static Optional<String> temporary(ShapedEntry entry) {
        return entry.command() && entry.channelType() == CommandChannel.LISTED
                ? CommandChannel.temporary(entry.plainChannelId())
                : Optional.empty();
    }
}
