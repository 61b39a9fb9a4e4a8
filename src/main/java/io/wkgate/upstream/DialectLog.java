package io.wkgate.upstream;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import java.util.List;
import java.util.Optional;

/** The log as the dialect of each node reads it. */
final class DialectLog implements UpstreamLog {

    private final Upstream upstream;

    DialectLog(Upstream upstream) {
        this.upstream = upstream;
    }

    @Override
    public Optional<KnownNode> node(int turn) {
        return upstream.node(turn);
    }

    @Override
    public Future<LogAnswer> page(KnownNode node, LogRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Newest> newest(KnownNode node, ChannelKey channel, List<String> readers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean wantsReaders(KnownNode node) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<List<String>> members(KnownNode node, ChannelKey channel) {
        return upstream.members(node, channel);
    }

    @Override
    public boolean listsChannels(KnownNode node) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<ListedChannels> channels(KnownNode node, Optional<String> page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean listsConversations(KnownNode node) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<List<ListedChannel>> conversations(KnownNode node, String uid) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Vitals> vitals(KnownNode node) {
        throw new UnsupportedOperationException();
    }
}
