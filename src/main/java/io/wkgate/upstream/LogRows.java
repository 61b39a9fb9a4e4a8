package io.wkgate.upstream;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.Entry;
import io.wkgate.event.Message;
import io.wkgate.event.NotifyEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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

    /** What of it can be a message, as {@link LogRow#entry(NotifyEntry, UnaryOperator)} makes them. */
    List<Entry.Accepted> entries(NotifyEntry form, UnaryOperator<Message> told) {
        return rows.stream()
                .map(row -> row.entry(form, told))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether it is a command; the first row of an answer of v2 has lost its header, so its channel tells too. */
    static boolean isCommand(Message message) {
        return message.header().syncOnce() || message.channel().id().contains(COMMANDS);
    }

    /** The answer to a lookup, if there is one among these. */
    static Optional<LookupResult> result(List<Entry.Accepted> hits) {
        if (hits.isEmpty()) {
            return Optional.empty();
        }
        List<Entry.Accepted> chat =
                hits.stream().filter(hit -> !isCommand(hit.message())).toList();
        return Optional.of(chat.isEmpty() ? new LookupResult.IsCommand() : new LookupResult.Found(chat));
    }
}
