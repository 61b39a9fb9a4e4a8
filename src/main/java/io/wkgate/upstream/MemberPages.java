package io.wkgate.upstream;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.NotifyEntry;
import java.util.List;
import java.util.stream.Stream;

/**
 * The pages of v3's messagesync, for a current member and from its joining on. A page holds the messages nearest below its
 * end, so what is missing above a lower number of the same page is not there; below, the asker may not have been a member.
 *
 * <p>A person channel is asked for as either user: v3 knows them only up to a second after the first message, and of some
 * channels, where the first messages came at the same time, one of the two never (measured).
 */
record MemberPages() implements LogPages {

    /**
     * To nobody but a member, of a group that is not disbanded and has a message, such as
     * {@code {"msg":"internal/message: valid channel membership required","status":400}}; and where a uid holds an
     * {@code @}, or is blank, v3 knows no such channel.
     */
    private static final List<String> NOT_SHOWN = List.of(
            "channel membership required",
            "channel disbanded",
            "channel not found",
            "invalid person channel",
            "login_uid不能为空");

    @Override
    public Future<LogAnswer> page(UpstreamCall node, LogRequest request) {
        List<String> readers = Stream.concat(request.reader().stream(), request.channel().persons().stream())
                .distinct()
                .toList();
        return page(
                node,
                request,
                readers,
                new LogAnswer.NotReadable("upstream shows a channel's log only to its members, and none is named"));
    }

    private static Future<LogAnswer> page(
            UpstreamCall node, LogRequest request, List<String> readers, LogAnswer before) {
        if (readers.isEmpty()) {
            return Future.succeededFuture(before);
        }
        return page(node, request, readers.get(0))
                .compose(answer -> answer instanceof LogAnswer.NotReadable
                        ? page(node, request, readers.subList(1, readers.size()), answer)
                        : Future.succeededFuture(answer));
    }

    private static Future<LogAnswer> page(UpstreamCall node, LogRequest request, String reader) {
        ChannelKey channel = request.channel();
        int limit = Math.min(request.limit(), MOST);
        return PageCall.ask(node, reader, channel.id(), channel.type(), request.end(), limit)
                .map(answer -> {
                    CheckedRows rows = CheckedRows.of(answer.rows(), channel, request.end(), limit);
                    return (LogAnswer) rows.page(
                            channel,
                            NotifyEntry.THREE,
                            rows.lowest(),
                            rows.rows().size() >= limit);
                })
                .recover(MemberPages::refusal);
    }

    private static Future<LogAnswer> refusal(Throwable thrown) {
        return Refusals.message(thrown)
                .filter(message -> NOT_SHOWN.stream().anyMatch(message::contains))
                .map(message -> Future.<LogAnswer>succeededFuture(new LogAnswer.NotReadable(ShownText.cut(message))))
                .orElseGet(() -> Future.failedFuture(thrown));
    }
}
