package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import io.wkgate.upstream.LogAnswer;
import io.wkgate.upstream.LogRequest;
import io.wkgate.upstream.TestNodes;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** What an upstream answers that cannot be relied on. */
enum FaultyUpstream {
    NOT_THERE {
        @Override
        Future<LogAnswer> answer(LogRequest request, LogAnswer own) {
            return Future.failedFuture(TestNodes.notConnected());
        }
    },
    SILENT {
        @Override
        Future<LogAnswer> answer(LogRequest request, LogAnswer own) {
            return Future.failedFuture(TestNodes.noAnswer());
        }
    },
    WRONG_TOKEN {
        @Override
        Future<LogAnswer> answer(LogRequest request, LogAnswer own) {
            return Future.failedFuture(TestNodes.status(401));
        }
    },
    OVERLOADED {
        @Override
        Future<LogAnswer> answer(LogRequest request, LogAnswer own) {
            return Future.failedFuture(TestNodes.status(503));
        }
    },
    /** A fault of wkgate's own. */
    THROWS {
        @Override
        Future<LogAnswer> answer(LogRequest request, LogAnswer own) {
            throw new IllegalStateException("a fault");
        }
    },
    /** The page of the highest numbers, whatever was asked for, as if it were all. */
    ALWAYS_THE_SAME_PAGE {
        @Override
        Future<LogAnswer> answer(LogRequest request, LogAnswer own) {
            return page(request.channel(), 1000, 1010, OptionalLong.of(1));
        }
    },
    /** Another channel's, as if this one had nothing. */
    ANOTHER_CHANNELS_PAGE {
        @Override
        Future<LogAnswer> answer(LogRequest request, LogAnswer own) {
            return page(new ChannelKey(2, "other"), request.end() - 5, request.end(), OptionalLong.of(1));
        }
    },
    /** Says that it proves what lies above what was asked for. */
    PROOF_OUT_OF_RANGE {
        @Override
        Future<LogAnswer> answer(LogRequest request, LogAnswer own) {
            return Future.succeededFuture(new LogAnswer.Page(
                    List.of(), List.of(), OptionalLong.of(Long.MAX_VALUE), OptionalLong.empty(), true));
        }
    },
    NO_PROOF_AND_NOTHING_IN_IT {
        @Override
        Future<LogAnswer> answer(LogRequest request, LogAnswer own) {
            return Future.succeededFuture(
                    new LogAnswer.Page(List.of(), List.of(), OptionalLong.empty(), OptionalLong.empty(), false));
        }
    };

    abstract Future<LogAnswer> answer(LogRequest request, LogAnswer own);

    LogInMemory.Behaviour behaviour() {
        return (node, request, own) -> answer(request, own);
    }

    private static Future<LogAnswer> page(ChannelKey channel, long from, long to, OptionalLong proven) {
        List<Entry> entries = LongStream.rangeClosed(from, to)
                .mapToObj(seq -> LogInMemory.entry(channel, seq))
                .toList();
        return Future.succeededFuture(new LogAnswer.Page(entries, List.of(), proven, OptionalLong.of(from), true));
    }
}
