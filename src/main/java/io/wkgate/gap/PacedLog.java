package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import io.wkgate.event.Message;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.ListedChannel;
import io.wkgate.upstream.ListedChannels;
import io.wkgate.upstream.LogAnswer;
import io.wkgate.upstream.LogRequest;
import io.wkgate.upstream.Newest;
import io.wkgate.upstream.UpstreamLog;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What sweeps ask of upstream, no faster than the pace allows. Fails as {@link UpstreamLog} does. */
final class PacedLog {

    private final UpstreamLog log;
    private final Pace pace;
    private final ChannelReaders readers;

    PacedLog(UpstreamLog log, Pace pace, ChannelReaders readers) {
        this.log = log;
        this.pace = pace;
        this.readers = readers;
    }

    Optional<KnownNode> node(int turn) {
        return log.node(turn);
    }

    boolean listsChannels(KnownNode node) {
        return log.listsChannels(node);
    }

    boolean listsConversations(KnownNode node) {
        return log.listsConversations(node);
    }

    /** @param seq the newest number that is known; 0 where none is */
    Future<Newest> newest(KnownNode node, ChannelKey channel, long seq) {
        return readers(node, channel, seq).compose(users -> paced(node, () -> log.newest(node, channel, users)));
    }

    /** The newest message, from the newest page of the channel's log; nothing if nobody known may read it. */
    Future<Optional<Message>> newestMessage(KnownNode node, ChannelKey channel, long seq) {
        if (!log.wantsReaders(node)) {
            return newestMessage(node, channel, Optional.empty());
        }
        return readers.of(node, channel, seq).compose(users -> newestMessage(node, channel, users));
    }

    private Future<Optional<Message>> newestMessage(KnownNode node, ChannelKey channel, List<String> users) {
        if (users.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        return newestMessage(node, channel, Optional.of(users.get(0)))
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(found)
                        : newestMessage(node, channel, users.subList(1, users.size())));
    }

    private Future<Optional<Message>> newestMessage(KnownNode node, ChannelKey channel, Optional<String> reader) {
        return paced(node, () -> log.page(node, new LogRequest(channel, 0, 1, reader)))
                .map(PacedLog::last);
    }

    private static Optional<Message> last(LogAnswer answer) {
        if (answer instanceof LogAnswer.Page page) {
            return page.entries().stream()
                    .filter(Entry.Accepted.class::isInstance)
                    .map(entry -> ((Entry.Accepted) entry).message())
                    .reduce((before, after) -> after);
        }
        return Optional.empty();
    }

    Future<ListedChannels> channels(KnownNode node, Optional<String> page) {
        return paced(node, () -> log.channels(node, page));
    }

    Future<List<ListedChannel>> conversations(KnownNode node, String uid) {
        return paced(node, () -> log.conversations(node, uid));
    }

    /** The users of a channel, as far as anybody tells. */
    Future<List<String>> users(KnownNode node, KnownChannel known) {
        ChannelKey channel = known.channel();
        return channel.type() == ChannelKey.PERSON
                ? Future.succeededFuture(channel.persons())
                // It may ask upstream for the members.
                : pace.turn(node).compose(turn -> readers.of(node, channel, known.lastSeq()));
    }

    private Future<List<String>> readers(KnownNode node, ChannelKey channel, long seq) {
        return log.wantsReaders(node) ? readers.of(node, channel, seq) : Future.succeededFuture(List.of());
    }

    private <T> Future<T> paced(KnownNode node, Supplier<Future<T>> call) {
        return pace.turn(node).compose(turn -> {
            long begun = System.nanoTime();
            return call.get().onComplete(done -> pace.took(node, System.nanoTime() - begun, done.failed()));
        });
    }
}
