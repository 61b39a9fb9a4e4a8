package io.wkgate.upstream;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import io.wkgate.event.NotifyEntry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The pages of v1 and v2, whose log is readable to whoever asks. They are windows of numbers: of an end N and a limit L those
 * from N - L + 1 to N, however many there are, so a page far above the newest number is empty (measured on v1.2.6, v2.0.4,
 * v2.0.10 and v2.2.5).
 */
enum WindowPages implements LogPages {
    ONE(NotifyEntry.ONE),
    TWO(NotifyEntry.TWO);

    private final NotifyEntry form;

    WindowPages(NotifyEntry form) {
        this.form = form;
    }

    @Override
    public Future<LogAnswer> page(UpstreamCall node, LogRequest request) {
        ChannelKey channel = request.channel();
        Optional<String> reader = channel.type() == ChannelKey.PERSON ? person(request) : Optional.of(stranger());
        if (channel.unresolved() || reader.isEmpty()) {
            return Future.succeededFuture(new LogAnswer.NotReadable("whose person channel it is cannot be told"));
        }
        Log log = new Log(node, channel, reader.get(), Math.min(request.limit(), MOST));
        return log.read(request.end())
                .compose(window -> window.rows().rows().isEmpty() && request.end() > 0
                        ? log.read(0).map(newest -> log.behindNothing(window, newest))
                        : Future.succeededFuture(log.answer(window)));
    }

    private static Optional<String> person(LogRequest request) {
        return request.reader()
                .filter(request.channel()::hasPerson)
                .or(() -> request.channel().persons().stream().findFirst());
    }

    /** As whom a group is read: nobody on v1; v2 asks for a name, whoever's it is. */
    private String stranger() {
        return this == ONE ? "" : ChannelKey.SYSTEM_UID;
    }

    /**
     * On v2 the first row of every answer has lost its header, red_dot and sync_once. So the row below the page is asked for
     * too; only of the first of all it stays lost.
     */
    private int more() {
        return this == ONE ? 0 : 1;
    }

    /**
     * v1 reads its file from the very number with which a window begins; were that one missing, it would find nothing. And
     * what the system sends to a person without a name it keeps in a log of its own, which nobody may read.
     */
    private boolean proves(ChannelKey channel) {
        return this == TWO || !channel.hasPerson(ChannelKey.SYSTEM_UID);
    }

    /** The numbers from the bottom to the end, and what upstream has of them. */
    private record Window(CheckedRows rows, long bottom) {}

    /** The log of one channel, as one reader. */
    private final class Log {

        private final UpstreamCall node;
        private final ChannelKey channel;
        private final String reader;
        private final int limit;

        Log(UpstreamCall node, ChannelKey channel, String reader, int limit) {
            this.node = node;
            this.channel = channel;
            this.reader = reader;
            this.limit = limit;
        }

        Future<Window> read(long end) {
            int asked = limit + more();
            String id = channel.other(reader).orElse(channel.id());
            return PageCall.ask(node, reader, id, channel.type(), end, asked).map(answer -> {
                CheckedRows rows = CheckedRows.of(answer.rows(), channel, end, asked);
                long top = end > 0 ? end : rows.highest().orElse(0);
                if (rows.lowest().orElse(top) < top - asked + 1) {
                    throw LogRows.notUnderstood();
                }
                CheckedRows told = more() > 0 ? rows.withLostHeader() : rows;
                return new Window(told, Math.max(1, top - limit + 1));
            });
        }

        LogAnswer answer(Window window) {
            CheckedRows rows = window.rows().from(window.bottom());
            boolean known = !window.rows().rows().isEmpty();
            return rows.page(channel, form, proven(known && proves(channel), window), window.bottom() > 1);
        }

        /** An empty window is far above the newest number, or in a hole, or of a channel that upstream does not know. */
        LogAnswer behindNothing(Window empty, Window newest) {
            if (newest.rows().rows().isEmpty()) {
                // It may be known by another name, such as one with an @ in it.
                return proves(channel)
                        ? new LogAnswer.Page(List.of(), List.of(), OptionalLong.empty(), OptionalLong.empty(), false)
                        : new LogAnswer.NotReadable("v1 shows nobody what the system sends to a person without a name");
            }
            boolean above = newest.rows().highest().orElse(Long.MAX_VALUE) < empty.bottom();
            return above
                    ? answer(newest)
                    : empty.rows().page(channel, form, proven(more() > 0, empty), empty.bottom() > 1);
        }

        private OptionalLong proven(boolean proves, Window window) {
            return proves ? OptionalLong.of(window.bottom()) : OptionalLong.empty();
        }
    }
}
