package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.store.GroupMembers;
import io.wkgate.store.MessageReader;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.UpstreamLog;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Readers as upstream, the database's own groups and the stored messages tell them. WuKongIM 3 shows a channel to its
 * members of now, each from his joining on, so those come first who are members and have written something early.
 */
final class SeenReaders implements ChannelReaders {

    /** How many of those who wrote are looked at. */
    private static final int SENDERS = 200;

    /** Each costs a call, and whoever was there early is most likely among the first. */
    private static final int MOST = 1000;

    private final UpstreamLog log;
    private final GroupMembers groupMembers;
    private final MessageReader reader;

    SeenReaders(UpstreamLog log, GroupMembers groupMembers, MessageReader reader) {
        this.log = log;
        this.groupMembers = groupMembers;
        this.reader = reader;
    }

    @Override
    public Future<List<String>> of(KnownNode node, ChannelKey channel, long seq) {
        List<String> persons = users(channel.persons());
        if (!persons.isEmpty()) {
            return Future.succeededFuture(persons);
        }
        return members(node, channel)
                .compose(members -> reader.senders(channel, SENDERS)
                        .otherwise(List.of())
                        .map(senders -> order(users(members), users(senders))));
    }

    private Future<Set<String>> members(KnownNode node, ChannelKey channel) {
        return log.members(node, channel)
                .otherwise(List.of())
                .compose(told -> groupMembers.members(channel).map(known -> {
                    Set<String> all = new LinkedHashSet<>(told);
                    all.addAll(known);
                    return all;
                }));
    }

    /** Nobody can tell for sure who is a member still, so none is left out. */
    private static List<String> order(List<String> members, List<String> senders) {
        Set<String> present = Set.copyOf(members);
        Set<String> all = new LinkedHashSet<>();
        senders.stream().filter(present::contains).forEach(all::add);
        all.addAll(members);
        all.addAll(senders);
        return all.stream().limit(MOST).toList();
    }

    /** The system is nobody's member. */
    private static List<String> users(Iterable<String> uids) {
        Set<String> users = new LinkedHashSet<>();
        uids.forEach(users::add);
        users.remove("");
        users.remove(ChannelKey.SYSTEM_UID);
        return List.copyOf(users);
    }
}
