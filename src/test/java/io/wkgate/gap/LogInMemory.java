package io.wkgate.gap;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import io.wkgate.event.EntryReader;
import io.wkgate.testing.EventBodies;
import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.ListedChannel;
import io.wkgate.upstream.ListedChannels;
import io.wkgate.upstream.LogAnswer;
import io.wkgate.upstream.LogRequest;
import io.wkgate.upstream.Newest;
import io.wkgate.upstream.TestNodes;
import io.wkgate.upstream.UpstreamLog;
import io.wkgate.upstream.Vitals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

/**
 * WuKongIM's log as one of its lines shows it: to everybody, or to members from their joining on. What it answers instead can
 * be set.
 */
final class LogInMemory implements UpstreamLog {

    /** A page that was asked for. */
    record Asked(int node, LogRequest request) {}

    /** What is answered to a request instead; the log's own answer is given with it. */
    interface Behaviour {
        Future<LogAnswer> answer(KnownNode node, LogRequest request, LogAnswer own);
    }

    private static final Behaviour HONEST = (node, request, own) -> Future.succeededFuture(own);

    private final boolean membersOnly;
    private final int nodes;
    private final Map<ChannelKey, NavigableMap<Long, Entry>> channels = Collections.synchronizedMap(new HashMap<>());
    private final Map<ChannelKey, Map<String, Long>> joined = Collections.synchronizedMap(new HashMap<>());
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile boolean tellsMembers = true;
    private volatile Behaviour behaviour = HONEST;

    private LogInMemory(boolean membersOnly, int nodes) {
        this.membersOnly = membersOnly;
        this.nodes = nodes;
    }

    /** Of a cluster of 1.2 or 2.x. */
    static LogInMemory openToAll(int nodes) {
        return new LogInMemory(false, nodes);
    }

    static LogInMemory openToAll() {
        return openToAll(1);
    }

    /** Of 3.x. */
    static LogInMemory membersOnly() {
        return new LogInMemory(true, 1);
    }

    /** The id of a message: its channel's numbers are a second apart. */
    static long id(ChannelKey channel, long seq) {
        return EventBodies.FIRST_ID + (seq * 1000 << 22) + Math.floorMod(channel.hashCode(), 4000);
    }

    static JsonObject json(ChannelKey channel, long seq) {
        long id = id(channel, seq);
        return EventBodies.message(id)
                .put("message_seq", seq)
                .put("channel_id", channel.id())
                .put("channel_type", channel.type());
    }

    static Entry entry(JsonObject json) {
        return new EntryReader().read(EventBodies.bytes(json.encode()));
    }

    static Entry entry(ChannelKey channel, long seq) {
        return entry(json(channel, seq));
    }

    LogInMemory has(ChannelKey channel, long from, long to) {
        LongStream.rangeClosed(from, to).forEach(seq -> has(channel, seq, entry(channel, seq)));
        return this;
    }

    LogInMemory has(ChannelKey channel, long seq, Entry entry) {
        channels.computeIfAbsent(channel, key -> new TreeMap<>()).put(seq, entry);
        return this;
    }

    LogInMemory hasNot(ChannelKey channel, long from, long to) {
        channels.get(channel).subMap(from, true, to, true).clear();
        return this;
    }

    /** Who may read from which number on; nobody else may. */
    LogInMemory joined(ChannelKey channel, String uid, long seq) {
        joined.computeIfAbsent(channel, key -> new TreeMap<>()).put(uid, seq);
        return this;
    }

    LogInMemory tellsNoMembers() {
        tellsMembers = false;
        return this;
    }

    void behaves(Behaviour now) {
        behaviour = now;
    }

    void behavesWell() {
        behaviour = HONEST;
    }

    /** Every page that was asked for, in the order of asking. */
    List<Asked> asked() {
        return asked;
    }

    List<Long> askedEnds() {
        return asked.stream().map(one -> one.request().end()).toList();
    }

    @Override
    public Optional<KnownNode> node(int turn) {
        int number = Math.floorMod(turn, nodes) + 1;
        return Optional.of(membersOnly ? TestNodes.three(number) : TestNodes.two(number));
    }

    @Override
    public Future<LogAnswer> page(KnownNode node, LogRequest request) {
        asked.add(new Asked(node.node().number(), request));
        return behaviour.answer(node, request, own(request));
    }

    private LogAnswer own(LogRequest request) {
        long lowest = 1;
        if (membersOnly) {
            Map<String, Long> members = joined.getOrDefault(request.channel(), Map.of());
            Long since = members.get(request.reader().orElseThrow());
            if (since == null) {
                return new LogAnswer.NotReadable("status 400: valid channel membership required");
            }
            lowest = since;
        }
        List<Entry> entries = new ArrayList<>();
        List<Long> refused = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        NavigableMap<Long, Entry> log = channels.getOrDefault(request.channel(), new TreeMap<>());
        for (Map.Entry<Long, Entry> one :
                log.headMap(request.end(), true).descendingMap().entrySet()) {
            if (one.getKey() < lowest || numbers.size() == request.limit()) {
                break;
            }
            entries.add(0, one.getValue());
            numbers.add(0, one.getKey());
            if (one.getValue() instanceof Entry.Refused) {
                refused.add(0, one.getKey());
            }
        }
        boolean full = numbers.size() == request.limit();
        OptionalLong first = numbers.isEmpty() ? OptionalLong.empty() : OptionalLong.of(numbers.get(0));
        OptionalLong proven = membersOnly || full ? first : OptionalLong.of(1);
        return new LogAnswer.Page(entries, refused, proven, first, full);
    }

    @Override
    public boolean wantsReaders(KnownNode node) {
        return membersOnly;
    }

    @Override
    public Future<List<String>> members(KnownNode node, ChannelKey channel) {
        return Future.succeededFuture(
                tellsMembers
                        ? List.copyOf(joined.getOrDefault(channel, Map.of()).keySet())
                        : List.of());
    }

    @Override
    public Future<Newest> newest(KnownNode node, ChannelKey channel, List<String> readers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean listsChannels(KnownNode node) {
        return false;
    }

    @Override
    public Future<ListedChannels> channels(KnownNode node, Optional<String> page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean listsConversations(KnownNode node) {
        return false;
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
