package io.wkgate.upstream;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import java.util.List;
import java.util.Optional;

/**
 * WuKongIM's log and what it tells about its channels, by the dialect of the node that is asked. Every future fails with an
 * {@link UpstreamException} when upstream cannot be asked. Thread-safe, never blocks; paces nothing.
 */
public interface UpstreamLog {

    /** A node whose dialect is known, another one for another turn; nothing while none is. */
    Optional<KnownNode> node(int turn);

    /** A page of a channel's log. */
    Future<LogAnswer> page(KnownNode node, LogRequest request);

    /**
     * A channel's newest number.
     *
     * @param readers who may read it, where only members may; tried one after the other
     */
    Future<Newest> newest(KnownNode node, ChannelKey channel, List<String> readers);

    /** Whether a page wants a {@link LogRequest#reader()} who is a member (v3 without its manager listener). */
    boolean wantsReaders(KnownNode node);

    /** The channel's members as upstream tells them; empty where it has no call for that or knows no such group. */
    Future<List<String>> members(KnownNode node, ChannelKey channel);

    /** Whether the line lists its channels: v2 those of groups, v3 with its manager listener all of them. */
    boolean listsChannels(KnownNode node);

    /** A page of that list. */
    Future<ListedChannels> channels(KnownNode node, Optional<String> page);

    /** Whether the line tells a user's conversations (v1, v2). */
    boolean listsConversations(KnownNode node);

    /** A user's conversations: the channels that a client of his would show. */
    Future<List<ListedChannel>> conversations(KnownNode node, String uid);

    /** How the node has fared. */
    Future<Vitals> vitals(KnownNode node);
}
