package io.wkgate.upstream;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The log as each node's line tells it; a node whose answer does not fit is asked again who it is. */
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
        return ask(node, (line, call) -> line.page(call, request))
                .recover(thrown -> isTooLarge(thrown) && request.limit() > 1
                        ? page(node, smaller(request))
                        : Future.failedFuture(thrown));
    }

    /** v1.2.6 takes payloads of 16 MiB, and few of them are more than an answer may hold. */
    private static LogRequest smaller(LogRequest request) {
        int limit = Math.max(1, Math.min(request.limit(), LogPages.MOST) / 10);
        return new LogRequest(request.channel(), request.end(), limit, request.reader());
    }

    private static boolean isTooLarge(Throwable thrown) {
        return UpstreamFailure.of(thrown) instanceof UpstreamFailure.NotUnderstood failure && failure.tooLarge();
    }

    @Override
    public Future<Newest> newest(KnownNode node, ChannelKey channel, List<String> readers) {
        return ask(node, (line, call) -> line.newest(call, channel, readers));
    }

    @Override
    public boolean wantsReaders(KnownNode node) {
        return upstream.lineLog(node).wantsReaders();
    }

    @Override
    public Future<List<String>> members(KnownNode node, ChannelKey channel) {
        return upstream.members(node, channel);
    }

    @Override
    public boolean listsChannels(KnownNode node) {
        return upstream.lineLog(node).listsChannels();
    }

    @Override
    public Future<ListedChannels> channels(KnownNode node, Optional<String> page) {
        return ask(node, (line, call) -> line.channels(call, page));
    }

    @Override
    public boolean listsConversations(KnownNode node) {
        return upstream.lineLog(node).listsConversations();
    }

    @Override
    public Future<List<ListedChannel>> conversations(KnownNode node, String uid) {
        return ask(node, (line, call) -> line.conversations(call, uid));
    }

    @Override
    public Future<Vitals> vitals(KnownNode node) {
        return ask(node, (line, call) -> line.vitals(call));
    }

    private <T> Future<T> ask(KnownNode node, BiFunction<LineLog, UpstreamCall, Future<T>> question) {
        return question.apply(upstream.lineLog(node), upstream.call(node.node()))
                .recover(thrown -> Future.failedFuture(failure(thrown)))
                .onFailure(thrown -> upstream.doubt(node.node(), UpstreamFailure.of(thrown)));
    }

    /** A field of another type than the line writes is found out while it is read. */
    private static UpstreamException failure(Throwable thrown) {
        return thrown instanceof ClassCastException
                ? LogRows.notUnderstood()
                : new UpstreamException(UpstreamFailure.of(thrown));
    }
}
