package io.wkgate.upstream;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * By pages of {@code POST /channel/messagesync}, newest first, for the lines that find nothing by id: v1 and v3. With
 * pull_mode 0 a page ends at start_message_seq, or at the newest for 0, and ascends (measured on every version).
 *
 * @param nobody whether it may be read without a user (v1); on v3 only a current member may, from his joining on
 */
record PagedSearch(boolean nobody) implements LogSearch {

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;

    /** How far the clocks of a cluster's nodes, which make the ids, may differ. */
    private static final Duration CLOCKS = Duration.ofMinutes(10);

    @Override
    public Future<LookupResult> find(UpstreamCall node, MessageQuery query) {
        ChannelKey channel = query.channel();
        List<String> readers = channel.type() == ChannelKey.PERSON ? channel.persons() : query.as();
        if (readers.isEmpty() && nobody) {
            readers = List.of("");
        } else if (readers.isEmpty()) {
            return Future.succeededFuture(
                    new LookupResult.NotThere("upstream shows a channel's log only to its members, and none is known"));
        }
        return new Reading(node, query, readers).next(0, 0);
    }

    /** One search; its parts follow each other, so nothing in it is shared. */
    private static final class Reading {

        private final UpstreamCall node;
        private final MessageQuery query;
        private final List<String> readers;
        private final List<Message> hits = new ArrayList<>();
        private int pages;

        Reading(UpstreamCall node, MessageQuery query, List<String> readers) {
            this.node = node;
            this.query = query;
            this.readers = readers;
        }

        /** Reads the page that ends at a number, as one of the readers, and goes on from there. */
        Future<LookupResult> next(int reader, long end) {
            if (reader >= readers.size()) {
                return Future.succeededFuture(new LookupResult.NotThere("no user who may read the channel finds it"));
            }
            boolean hadHits = !hits.isEmpty();
            pages++;
            return page(readers.get(reader), end).compose(page -> {
                if (page.isEmpty()) {
                    return next(reader + 1, 0);
                }
                List<Message> rows = page.get().messages();
                hits.addAll(page.get().matching(query));
                // Copies of one send stand close together; the page after the first of them is enough.
                boolean complete =
                        hadHits || (!hits.isEmpty() && query.messageId().isPresent());
                long oldest = rows.stream().mapToLong(Message::messageSeq).min().orElse(0);
                if (complete || oldest <= 1 || pages >= MOST_PAGES || isBefore(rows)) {
                    return ended(reader);
                }
                return next(reader, oldest - 1);
            });
        }

        private Future<LookupResult> ended(int reader) {
            Optional<LookupResult> result = LogRows.result(hits);
            if (result.isPresent()) {
                return Future.succeededFuture(result.get());
            }
            // A reader may have joined after the message; another may have been there.
            return reader + 1 < readers.size() && pages < MOST_PAGES
                    ? next(reader + 1, 0)
                    : Future.succeededFuture(
                            new LookupResult.NotThere("not found in " + pages + " pages of the channel's log"));
        }

        private boolean isBefore(List<Message> rows) {
            if (query.messageId().isEmpty()) {
                return false;
            }
            Instant made = Message.idTime(query.messageId().getAsLong());
            return rows.stream().anyMatch(row -> row.idTime().isBefore(made.minus(CLOCKS)));
        }

        /** Nothing if that user may not read the channel. */
        private Future<Optional<LogRows>> page(String reader, long end) {
            ChannelKey channel = query.channel();
            JsonObject body = new JsonObject()
                    .put("login_uid", reader)
                    .put("channel_id", channel.other(reader).orElse(channel.id()))
                    .put("channel_type", channel.type())
                    .put("start_message_seq", end)
                    .put("end_message_seq", 0)
                    .put("limit", PAGE)
                    .put("pull_mode", 0);
            return node.ask(UpstreamRequest.post("/channel/messagesync", body))
                    .map(answer -> Optional.of(LogRows.of(answer, "messages").in(channel)))
                    .recover(thrown -> mayNotRead(thrown)
                            ? Future.succeededFuture(Optional.empty())
                            : Future.failedFuture(thrown));
        }

        /** v3: 400 {@code valid channel membership required}, also for a disbanded group (upstream.md, "Reading"). */
        private static boolean mayNotRead(Throwable thrown) {
            return UpstreamFailure.of(thrown) instanceof UpstreamFailure.Answered answered
                    && answered.answer().status() == 400
                    && answered.answer()
                            .json()
                            .filter(body -> body.containsKey("msg"))
                            .isPresent();
        }
    }
}
