package io.wkgate.upstream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import io.wkgate.event.EntryReader;
import io.wkgate.event.Message;
import io.wkgate.event.NotifyEntry;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** One row of upstream's log, as it came. */
record LogRow(JsonObject json) {

    private static final EntryReader READER = new EntryReader();

    /** Its number, also that of a row that cannot be a message. */
    OptionalLong seq() {
        return json.getValue("message_seq") instanceof Number number && number.longValue() > 0
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }

    /** The message as the row names it; nothing if it cannot be one. */
    Optional<Message> message() {
        return read() instanceof Entry.Accepted accepted ? Optional.of(accepted.message()) : Optional.empty();
    }

    /**
     * The row as msg.notify would have had it; nothing if it cannot be a message.
     *
     * @param told what the row's message is called, where the row itself calls it otherwise
     */
    Optional<Entry.Accepted> entry(NotifyEntry form, UnaryOperator<Message> told) {
        return message().map(told).map(message -> new Entry.Accepted(message, form.write(message, json)));
    }

    /** The row as of the channel that was asked for, as msg.notify would have had it. */
    Entry entry(ChannelKey channel, NotifyEntry form) {
        Entry read = read();
        if (!(read instanceof Entry.Accepted accepted)) {
            return read;
        }
        Message message = in(accepted.message(), channel);
        return new Entry.Accepted(message, form.write(message, json));
    }

    /** v2 has lost its header: that it is a command shows in its payload, and no more. */
    LogRow withLostHeader() {
        boolean command = message().filter(read -> isCommand(read.payload())).isPresent();
        return command ? new LogRow(json.copy().put("header", new JsonObject().put("sync_once", 1))) : this;
    }

    /** {@code {"type":99,"cmd":…}}, as the vendor's servers and clients write every command. */
    private static boolean isCommand(Buffer payload) {
        try {
            return payload.toJsonValue() instanceof JsonObject content
                    && Integer.valueOf(99).equals(content.getValue("type"))
                    && content.getValue("cmd") instanceof String;
        } catch (DecodeException e) {
            return false;
        }
    }

    private Entry read() {
        Entry read = READER.read(json.toBuffer().getBytes());
        return read instanceof Entry.Accepted accepted
                ? new Entry.Accepted(dated(accepted.message()), accepted.bytes())
                : read;
    }

    /** Whether it may stand in that channel; a person channel is named by either user, or by what v2 left of them. */
    boolean isIn(ChannelKey channel) {
        if (!(json.getValue("channel_type") instanceof Number type) || type.intValue() != channel.type()) {
            return false;
        }
        String id = json.getValue("channel_id") instanceof String text ? text : "";
        return channel.type() == ChannelKey.PERSON ? hasPart(channel.id(), id) : id.equals(channel.id());
    }

    /** v1.2.6 and v2.0.4 show of {@code bob@x.com} only {@code x.com} (webhooks.jsonl). */
    private static boolean hasPart(String joined, String id) {
        return !id.isEmpty() && ("@" + joined + "@").contains("@" + id + "@");
    }

    /** v3's messagesync has 0 for the timestamp; the id holds the time on every version (upstream.md, "Reading"). */
    private static Message dated(Message read) {
        long timestamp = read.timestamp() == 0 ? read.idTime().getEpochSecond() : read.timestamp();
        return with(read, read.fromUid(), read.channel(), timestamp);
    }

    /** That message as of a channel: v3 names a person channel by the reader's peer. */
    static Message in(Message read, ChannelKey channel) {
        return with(read, read.fromUid(), channel, read.timestamp());
    }

    /** That message with the system's name as v2's webhook has it: none. */
    static Message withNamelessSystem(Message read) {
        return read.fromUid().equals(ChannelKey.SYSTEM_UID) ? with(read, "", read.channel(), read.timestamp()) : read;
    }

    private static Message with(Message read, String fromUid, ChannelKey channel, long timestamp) {
        return new Message(
                read.messageId(),
                read.messageSeq(),
                read.clientMsgNo(),
                fromUid,
                channel,
                read.header(),
                read.setting(),
                read.expire(),
                timestamp,
                read.payload());
    }
}
