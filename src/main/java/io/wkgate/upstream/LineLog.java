package io.wkgate.upstream;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one line tells of its log and its channels; by default what no line has to tell. Futures fail as those of
 * {@link UpstreamLog}, or with what an answer of another form throws while it is read.
 */
interface LineLog extends LogPages {

    /** Whether a page wants a reader who is a member. */
    default boolean wantsReaders() {
        return false;
    }

    Future<Newest> newest(UpstreamCall node, ChannelKey channel, List<String> readers);

    default boolean listsChannels() {
        return false;
    }

    default Future<ListedChannels> channels(UpstreamCall node, Optional<String> page) {
        return Future.succeededFuture(new ListedChannels(List.of(), Optional.empty()));
    }

    default boolean listsConversations() {
        return false;
    }

    default Future<List<ListedChannel>> conversations(UpstreamCall node, String uid) {
        return Future.succeededFuture(List.of());
    }

    default Future<Vitals> vitals(UpstreamCall node) {
        return Future.succeededFuture(new Vitals(Optional.empty(), OptionalLong.empty()));
    }
}
