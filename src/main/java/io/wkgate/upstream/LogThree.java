package io.wkgate.upstream;

import io.vertx.core.Future;
import io.wkgate.event.ChannelKey;
import java.util.List;

/** WuKongIM 3's log by its API, as v3-20260823 was measured: for members only, and without any list. */
record LogThree() implements LineLog {

    private static final LogPages PAGES = new MemberPages();

    @Override
    public boolean wantsReaders() {
        return true;
    }

    @Override
    public Future<LogAnswer> page(UpstreamCall node, LogRequest request) {
        return PAGES.page(node, request);
    }

    @Override
    public Future<Newest> newest(UpstreamCall node, ChannelKey channel, List<String> readers) {
        return NewestNumber.byPage(node, PAGES, channel, readers);
    }

    @Override
    public Future<Vitals> vitals(UpstreamCall node) {
        return TopWindow.ask(node);
    }
}
