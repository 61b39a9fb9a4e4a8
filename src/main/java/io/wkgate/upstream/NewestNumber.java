package io.wkgate.upstream;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** The calls that tell a channel's newest number. */
final class NewestNumber {

    /** Each is a call of its own. */
    private static final int MOST_READERS = 10;

    /** Exactly: "slot leader not found" says nothing of the channel. */
    private static final Set<String> NOT_KNOWN = Set.of("not found", "channel cluster config not found");

    private NewestNumber() {}

    /**
     * {@code GET /channel/max_message_seq} (v1, v2), by the joined id of a person channel. 0 says that the channel is not
     * known by that name, and so does v2.2.5's 400 {@code not found}.
     */
    static Future<Newest> byMaximum(UpstreamCall node, ChannelKey channel) {
        Map<String, String> parameters =
                Map.of("channel_id", channel.id(), "channel_type", Integer.toString(channel.type()));
        return node.ask(UpstreamRequest.get("/channel/max_message_seq", parameters))
                .map(answer -> answer.json()
                        .map(body -> body.getValue("message_seq"))
                        .filter(Number.class::isInstance)
                        .map(seq -> told(((Number) seq).longValue(), OptionalLong.empty()))
                        .orElseThrow(LogRows::notUnderstood))
                .recover(NewestNumber::unknown);
    }

    /**
     * {@code GET /channel/last_message} (v2.2.5), which tells the id too; a miss is 200 {@code {"status":404}}. Its 400 is
     * the same for a channel that is not known and for one whose leader is not, which the other call tells apart.
     */
    static Future<Newest> byLastMessage(UpstreamCall node, ChannelKey channel) {
        Optional<String> reader = channel.persons().stream().findFirst();
        if (channel.type() == ChannelKey.PERSON && reader.isEmpty()) {
            return byMaximum(node, channel);
        }
        Map<String, String> parameters = Map.of(
                "channel_id",
                reader.flatMap(channel::other).orElse(channel.id()),
                "channel_type",
                Integer.toString(channel.type()),
                "login_uid",
                reader.orElse(ChannelKey.SYSTEM_UID));
        return node.ask(UpstreamRequest.get("/channel/last_message", parameters))
                .map(answer -> {
                    LogRow row = new LogRow(answer.json().orElseThrow(LogRows::notUnderstood));
                    if (Integer.valueOf(404).equals(row.json().getValue("status"))) {
                        return new Newest.Unknown("upstream knows no last message");
                    }
                    if (!row.isIn(channel) || row.seq().isEmpty()) {
                        throw LogRows.notUnderstood();
                    }
                    return told(row.seq().getAsLong(), id(row));
                })
                .recover(thrown ->
                        Refusals.message(thrown).isPresent() ? byMaximum(node, channel) : Future.failedFuture(thrown));
    }

    private static OptionalLong id(LogRow row) {
        return row.message().map(read -> OptionalLong.of(read.messageId())).orElseGet(OptionalLong::empty);
    }

    /** The newest page, as one of the readers after the other until one sees something. */
    static Future<Newest> byPage(UpstreamCall node, LogPages pages, ChannelKey channel, List<String> readers) {
        List<String> tried = channel.type() == ChannelKey.PERSON
                ? Stream.concat(channel.persons().stream(), readers.stream())
                        .distinct()
                        .toList()
                : readers;
        return byPage(node, pages, channel, tried, 0);
    }

    private static Future<Newest> byPage(
            UpstreamCall node, LogPages pages, ChannelKey channel, List<String> readers, int place) {
        if (place >= Math.min(readers.size(), MOST_READERS)) {
            return Future.succeededFuture(new Newest.Unknown(
                    readers.isEmpty()
                            ? "upstream shows it only to members, and none is known"
                            : "none of " + place + " users who were asked sees a message"));
        }
        return pages.page(node, new LogRequest(channel, 0, 1, Optional.of(readers.get(place))))
                .compose(answer -> of(answer)
                        .map(Future::succeededFuture)
                        .orElseGet(() -> byPage(node, pages, channel, readers, place + 1)));
    }

    /** Nothing where the answer holds no row. */
    static Optional<Newest> of(LogAnswer answer) {
        if (!(answer instanceof LogAnswer.Page page) || page.lowest().isEmpty()) {
            return Optional.empty();
        }
        OptionalLong id = page.entries().get(0) instanceof Entry.Accepted accepted
                ? OptionalLong.of(accepted.message().messageId())
                : OptionalLong.empty();
        return Optional.of(told(page.lowest().getAsLong(), id));
    }

    private static Newest told(long seq, OptionalLong id) {
        return seq > 0 ? new Newest.Known(seq, id) : new Newest.Unknown("upstream tells no number");
    }

    private static Future<Newest> unknown(Throwable thrown) {
        return Refusals.message(thrown).filter(NOT_KNOWN::contains).isPresent()
                ? Future.succeededFuture(new Newest.Unknown("upstream does not know the channel"))
                : Future.failedFuture(thrown);
    }
}
