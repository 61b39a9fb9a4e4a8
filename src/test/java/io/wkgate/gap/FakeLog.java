package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import io.wkgate.event.Header;
import io.wkgate.event.Message;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.ListedChannel;
import io.wkgate.upstream.ListedChannels;
import io.wkgate.upstream.LogAnswer;
import io.wkgate.upstream.LogRequest;
import io.wkgate.upstream.Newest;
import io.wkgate.upstream.SampleUpstream;
import io.wkgate.upstream.UpstreamLog;
import io.wkgate.upstream.Vitals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An upstream in memory. What is not in {@link #newest} it does not tell. */
final class FakeLog implements UpstreamLog {

    final Map<ChannelKey, Newest.Known> newest = new ConcurrentHashMap<>();
    final Map<ChannelKey, Long> newestIds = new ConcurrentHashMap<>();
    final Map<String, List<ListedChannel>> conversations = new ConcurrentHashMap<>();
    final List<List<ListedChannel>> listed = new CopyOnWriteArrayList<>();
    final List<ChannelKey> asked = new CopyOnWriteArrayList<>();
    final List<String> askedUsers = new CopyOnWriteArrayList<>();
    final List<String> askedLists = new CopyOnWriteArrayList<>();
    final Set<ChannelKey> sick = ConcurrentHashMap.newKeySet();
    /** Which channel is answered only when the test says so. */
    final Map<ChannelKey, Promise<Newest>> held = new ConcurrentHashMap<>();

    volatile boolean unknown;
    volatile boolean notConnected;
    volatile boolean lists = true;
    volatile boolean tellsConversations = true;
    volatile List<String> members = List.of();
    volatile Vitals vitals = new Vitals(Optional.empty(), OptionalLong.empty());

    FakeLog has(ChannelKey channel, long seq) {
        newest.put(channel, new Newest.Known(seq, OptionalLong.empty()));
        return this;
    }

    @Override
    public Optional<KnownNode> node(int turn) {
        return unknown ? Optional.empty() : Optional.of(SampleUpstream.node(1));
    }

    @Override
    public Future<LogAnswer> page(KnownNode node, LogRequest request) {
        @Nullable Long id = newestIds.get(request.channel());
        if (id == null || request.end() != 0) {
            return Future.succeededFuture(new LogAnswer.NotReadable("nobody may"));
        }
        long seq = newest.get(request.channel()).seq();
        Message message = new Message(
                id, seq, "no" + id, "u1", request.channel(), new Header(false, true, false), 0, 0, 0, Buffer.buffer());
        return Future.succeededFuture(new LogAnswer.Page(
                List.of(new Entry.Accepted(message, Buffer.buffer("{}"))),
                List.of(),
                OptionalLong.of(seq),
                OptionalLong.of(seq),
                true));
    }

    @Override
    public Future<Newest> newest(KnownNode node, ChannelKey channel, List<String> readers) {
        asked.add(channel);
        if (notConnected) {
            return Future.failedFuture(SampleUpstream.notConnected());
        } else if (sick.contains(channel)) {
            return Future.failedFuture(SampleUpstream.noAnswer());
        } else if (held.containsKey(channel)) {
            return held.get(channel).future();
        }
        @Nullable Newest known = newest.get(channel);
        return Future.succeededFuture(known == null ? new Newest.Unknown("status 400") : known);
    }

    @Override
    public boolean wantsReaders(KnownNode node) {
        return false;
    }

    @Override
    public Future<List<String>> members(KnownNode node, ChannelKey channel) {
        return Future.succeededFuture(members);
    }

    @Override
    public boolean listsChannels(KnownNode node) {
        return lists;
    }

    @Override
    public Future<ListedChannels> channels(KnownNode node, Optional<String> page) {
        askedLists.add(page.orElse(""));
        int place = page.map(Integer::parseInt).orElse(0);
        return Future.succeededFuture(
                place >= listed.size()
                        ? new ListedChannels(List.of(), Optional.empty())
                        : new ListedChannels(
                                listed.get(place),
                                place + 1 < listed.size()
                                        ? Optional.of(Integer.toString(place + 1))
                                        : Optional.empty()));
    }

    @Override
    public boolean listsConversations(KnownNode node) {
        return tellsConversations;
    }

    @Override
    public Future<List<ListedChannel>> conversations(KnownNode node, String uid) {
        askedUsers.add(uid);
        return Future.succeededFuture(conversations.getOrDefault(uid, List.of()));
    }

    @Override
    public Future<Vitals> vitals(KnownNode node) {
        return Future.succeededFuture(vitals);
    }
}
