package io.wkgate.upstream;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of upstream's log as it answers them: {@code messages} on every line's API, {@code data} and {@code items} else. */
record LogRows(List<LogRow> rows) {

    /** The channel in which a channel's commands are kept (v2, v3: webhooks.jsonl, "cmd-group"). */
    static final String COMMANDS = "____cmd";

    /** @throws UpstreamException if it holds no such list */
    static LogRows of(UpstreamAnswer answer, String field) {
        JsonObject body = answer.json().filter(json -> json.containsKey(field)).orElseThrow(LogRows::notUnderstood);
        // Where there is none, v1 answers null for the list.
        Object list = body.getValue(field) == null ? new JsonArray() : body.getValue(field);
        if (!(list instanceof JsonArray array)) {
            throw notUnderstood();
        }
        List<LogRow> rows = new ArrayList<>();
        for (Object row : array) {
            if (!(row instanceof JsonObject json)) {
                throw notUnderstood();
            }
            rows.add(new LogRow(json));
        }
        return new LogRows(List.copyOf(rows));
    }

    static UpstreamException notUnderstood() {
        return new UpstreamException(new UpstreamFailure.NotUnderstood("the answer is not one of this line's log"));
    }

    /** What of it can be a message. */
    List<Message> messages() {
        return rows.stream().map(LogRow::message).flatMap(Optional::stream).toList();
    }

    /** The same, as of that channel, which was asked for. */
    List<Message> messages(ChannelKey channel) {
        return messages().stream().map(read -> LogRow.in(read, channel)).toList();
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
