package io.wkgate.upstream;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import java.util.List;

/** WuKongIM 1.2's log, as v1.2.6 was measured. It lists no channels; a user's conversations it tells. */
record LogOne() implements LineLog {

    @Override
    public Future<LogAnswer> page(UpstreamCall node, LogRequest request) {
        return WindowPages.ONE.page(node, request);
    }

    @Override
    public Future<Newest> newest(UpstreamCall node, ChannelKey channel, List<String> readers) {
        return channel.unresolved() || channel.hasPerson(ChannelKey.SYSTEM_UID)
                ? Future.succeededFuture(new Newest.Unknown("v1 keeps the system's messages to a person in two logs"))
                : NewestNumber.byMaximum(node, channel);
    }

    @Override
    public boolean listsConversations() {
        return true;
    }

    @Override
    public Future<List<ListedChannel>> conversations(UpstreamCall node, String uid) {
        return ConversationSync.ask(node, uid, 0);
    }

    @Override
    public Future<Vitals> vitals(UpstreamCall node) {
        return Uptime.ask(node, "/varz");
    }
}
