package io.wkgate.upstream;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import io.wkgate.event.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * By pages of the channel's log, newest first, for the lines that find nothing by id.
 *
 * @param strangers whether it may be read as nobody in particular (v1, v2); on v3 only a current member may
 */
record PagedSearch(LogPages pages, boolean strangers) implements LogSearch {

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;

    /** How far the clocks of a cluster's nodes, which make the ids, may differ. */
    private static final Duration CLOCKS = Duration.ofMinutes(10);

    @Override
    public Future<LookupResult> find(UpstreamCall node, MessageQuery query) {
        ChannelKey channel = query.channel();
        List<String> readers = channel.type() == ChannelKey.PERSON ? channel.persons() : query.as();
        if (readers.isEmpty() && strangers) {
            readers = List.of("");
        } else if (readers.isEmpty()) {
            return Future.succeededFuture(
                    new LookupResult.NotThere("upstream shows a channel's log only to its members, and none is known"));
        }
        return new Reading(node, query, readers).next(0, 0);
    }

    /** One search; its parts follow each other, so nothing in it is shared. */
    private final class Reading {

        private final UpstreamCall node;
        private final MessageQuery query;
        private final List<String> readers;
        private final List<Entry.Accepted> hits = new ArrayList<>();
        private int asked;

        Reading(UpstreamCall node, MessageQuery query, List<String> readers) {
            this.node = node;
            this.query = query;
            this.readers = readers;
        }

        /** Reads the page that ends at a number, as one of the readers, and goes on from there. */
        Future<LookupResult> next(int reader, long end) {
            if (reader >= readers.size()) {
                return Future.succeededFuture(new LookupResult.NotThere("no user who may read the channel finds it"));
            } else if (asked >= MOST_PAGES) {
                // A group may have thousands of members of whom none may read it any more.
                return Future.succeededFuture(notFound());
            }
            asked++;
            LogRequest request = new LogRequest(query.channel(), end, PAGE, Optional.of(readers.get(reader)));
            return pages.page(node, request)
                    .compose(
                            answer -> answer instanceof LogAnswer.Page page ? read(page, reader) : next(reader + 1, 0));
        }

        private Future<LookupResult> read(LogAnswer.Page page, int reader) {
            List<Entry.Accepted> rows = page.entries().stream()
                    .filter(Entry.Accepted.class::isInstance)
                    .map(Entry.Accepted.class::cast)
                    .toList();
            boolean hadHits = !hits.isEmpty();
            rows.stream().filter(query::matches).forEach(hits::add);
            // Copies of one send stand close together; the page after the first of them is enough.
            boolean complete = hadHits || (!hits.isEmpty() && query.messageId().isPresent());
            long oldest = page.lowest().orElse(0);
            if (complete || oldest <= 1 || asked >= MOST_PAGES || isBefore(rows)) {
                return ended(reader);
            }
            return next(reader, oldest - 1);
        }

        private Future<LookupResult> ended(int reader) {
            Optional<LookupResult> result = LogRows.result(hits);
            if (result.isPresent()) {
                return Future.succeededFuture(result.get());
            }
            // A reader may have joined after the message; another may have been there.
            return reader + 1 < readers.size() ? next(reader + 1, 0) : Future.succeededFuture(notFound());
        }

        private LookupResult notFound() {
            return new LookupResult.NotThere("not found in " + asked + " pages of the channel's log");
        }

        private boolean isBefore(List<Entry.Accepted> rows) {
            if (query.messageId().isEmpty()) {
                return false;
            }
            Instant made = Message.idTime(query.messageId().getAsLong());
            return rows.stream().anyMatch(row -> row.message().idTime().isBefore(made.minus(CLOCKS)));
        }
    }
}
