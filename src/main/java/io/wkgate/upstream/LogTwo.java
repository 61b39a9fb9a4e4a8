package io.wkgate.upstream;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import java.util.List;
import java.util.Optional;

/**
 * WuKongIM 2.x's log, as v2.0.4, v2.0.10 and v2.2.5 were measured.
 *
 * @param varz whether it has {@code GET /varz}
 * @param lastMessage whether it has {@code GET /channel/last_message}
 */
record LogTwo(boolean varz, boolean lastMessage) implements LineLog {

    @Override
    public Future<LogAnswer> page(UpstreamCall node, LogRequest request) {
        return WindowPages.TWO.page(node, request);
    }

    @Override
    public Future<Newest> newest(UpstreamCall node, ChannelKey channel, List<String> readers) {
        if (channel.unresolved()) {
            return Future.succeededFuture(new Newest.Unknown("upstream lost the other user of this channel"));
        }
        return lastMessage ? NewestNumber.byLastMessage(node, channel) : NewestNumber.byMaximum(node, channel);
    }

    @Override
    public boolean listsChannels() {
        return true;
    }

    @Override
    public Future<ListedChannels> channels(UpstreamCall node, Optional<String> page) {
        return ClusterChannels.ask(node, page);
    }

    @Override
    public boolean listsConversations() {
        return true;
    }

    @Override
    public Future<List<ListedChannel>> conversations(UpstreamCall node, String uid) {
        return ConversationSync.ask(node, uid, 1);
    }

    @Override
    public Future<Vitals> vitals(UpstreamCall node) {
        return Uptime.ask(node, varz ? "/varz" : "/cluster/node");
    }
}
