package io.wkgate.upstream;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.NotifyEntry;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The pages of v3's messagesync, for a current member and from its joining on. A page holds the messages nearest below its
 * end, so what is missing above a lower number of the same page is not there; below, the asker may not have been a member.
 */
record MemberPages() implements LogPages {

    @Override
    public Future<LogAnswer> page(UpstreamCall node, LogRequest request) {
        ChannelKey channel = request.channel();
        Optional<String> reader =
                request.reader().or(() -> channel.persons().stream().findFirst());
        if (reader.isEmpty()) {
            return Future.succeededFuture(new LogAnswer.NotReadable(
                    "upstream shows a channel's log only to its members, and none is named"));
        }
        int limit = Math.min(request.limit(), MOST);
        return PageCall.ask(node, reader.get(), channel.id(), channel.type(), request.end(), limit)
                .map(answer -> {
                    CheckedRows rows = CheckedRows.of(answer.rows(), channel, request.end(), limit);
                    OptionalLong lowest = rows.lowest();
                    return (LogAnswer) rows.page(
                            channel, NotifyEntry.THREE, lowest, rows.rows().size() >= limit);
                })
                .recover(MemberPages::refusal);
    }

    /**
     * {@code {"msg":"internal/message: valid channel membership required","status":400}}, and so for a disbanded group and
     * for one without any message.
     */
    private static Future<LogAnswer> refusal(Throwable thrown) {
        return UpstreamFailure.of(thrown) instanceof UpstreamFailure.Answered answered
                        && answered.answer().status() == 400
                ? answered.answer()
                        .json()
                        .filter(body -> body.getValue("msg") instanceof String)
                        .map(body -> Future.<LogAnswer>succeededFuture(
                                new LogAnswer.NotReadable(ShownText.cut(body.getString("msg")))))
                        .orElseGet(() -> Future.failedFuture(thrown))
                : Future.failedFuture(thrown);
    }
}
