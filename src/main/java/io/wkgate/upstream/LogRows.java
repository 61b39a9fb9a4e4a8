package io.wkgate.upstream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import io.wkgate.event.EntryReader;
import io.wkgate.event.Message;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows of upstream's log as it answers them: {@code messages} on every line's API, {@code data} and {@code items} else. */
record LogRows(List<Message> messages) {

    /** The channel in which a channel's commands are kept (v2, v3: webhooks.jsonl, "cmd-group"). */
    static final String COMMANDS = "____cmd";

    private static final EntryReader READER = new EntryReader();

    /** @throws UpstreamException if it holds no such list */
    static LogRows of(UpstreamAnswer answer, String field) {
        Optional<JsonArray> rows = answer.json()
                .filter(body -> body.containsKey(field))
                // Where there is none, v1 answers null for the list.
                .map(body -> body.getValue(field) instanceof JsonArray list ? list : new JsonArray());
        return rows.map(list ->
                        new LogRows(list.stream().flatMap(LogRows::message).toList()))
                .orElseThrow(() -> new UpstreamException(
                        new UpstreamFailure.NotUnderstood("the answer is not one of this line's log")));
    }

    private static Stream<Message> message(Object row) {
        Buffer bytes = row instanceof JsonObject object ? object.toBuffer() : Buffer.buffer();
        return READER.read(bytes.getBytes()) instanceof Entry.Accepted accepted
                ? Stream.of(dated(accepted.message()))
                : Stream.empty();
    }

    /** v3's messagesync has 0 for the timestamp; the id holds the time on every version (upstream.md, "Reading"). */
    private static Message dated(Message read) {
        long timestamp = read.timestamp() == 0 ? read.idTime().getEpochSecond() : read.timestamp();
        return with(read, read.fromUid(), read.channel(), timestamp);
    }

    /** These rows as of that channel, which was asked for: v3 names a person channel by the reader's peer. */
    LogRows in(ChannelKey channel) {
        return new LogRows(messages.stream()
                .map(read -> with(read, read.fromUid(), channel, read.timestamp()))
                .toList());
    }

    /** These rows with the system's name as v2's webhook has it: none. */
    LogRows withNamelessSystem() {
        return new LogRows(messages.stream()
                .map(read -> read.fromUid().equals(ChannelKey.SYSTEM_UID)
                        ? with(read, "", read.channel(), read.timestamp())
                        : read)
                .toList());
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

    /** Those that are looked for. */
    List<Message> matching(MessageQuery query) {
        return messages.stream().filter(query::matches).toList();
    }

    /** Whether it is a command; the first row of an answer of v2 has lost its header, so its channel tells too. */
    static boolean isCommand(Message message) {
        return message.header().syncOnce() || message.channel().id().contains(COMMANDS);
    }

    /** The answer to a lookup, if there is one among these. */
    static Optional<LookupResult> result(List<Message> hits) {
        if (hits.isEmpty()) {
            return Optional.empty();
        }
        List<Message> chat = hits.stream().filter(hit -> !isCommand(hit)).toList();
        return Optional.of(chat.isEmpty() ? new LookupResult.IsCommand() : new LookupResult.Found(chat));
    }
}
