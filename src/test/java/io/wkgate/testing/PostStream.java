package io.wkgate.testing;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Posts new messages without end on a few connections at once, each with its next body as soon as the last one is
 * answered, and remembers which ids were answered with 200. Nothing is sent again.
 */
public final class PostStream {

    private static final int MESSAGES = 5;

    private final EventSender sender;
    private final URI webhook;
    private final AtomicInteger next = new AtomicInteger();
    private final Set<Long> acknowledged = new ConcurrentSkipListSet<>();
    private final List<Promise<Void>> ends = new ArrayList<>();
    private volatile boolean stopped;

    private PostStream(EventSender sender, URI webhook) {
        this.sender = sender;
        this.webhook = webhook;
    }

    /** Begins to post. */
    public static PostStream start(EventSender sender, URI webhook, int connections) {
        PostStream stream = new PostStream(sender, webhook);
        for (int i = 0; i < connections; i++) {
            Promise<Void> end = Promise.promise();
            stream.ends.add(end);
            stream.postNext(end);
        }
        return stream;
    }

    private void postNext(Promise<Void> end) {
        if (stopped) {
            end.complete();
            return;
        }
        List<Long> ids = EventBodies.ids(next.getAndAdd(MESSAGES), MESSAGES);
        sender.post(webhook, EventBodies.notifyOf(ids)).onComplete(answer -> {
            if (answer.succeeded() && answer.result() == 200) {
                acknowledged.addAll(ids);
            }
            if (answer.failed()) {
                end.complete();
            } else {
                postNext(end);
            }
        });
    }

    /** The ids that were answered with 200 until now. */
    public Set<Long> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** Every id that was posted. */
    public List<Long> posted() {
        return EventBodies.ids(0, next.get());
    }

    /** Posts nothing more, and returns when every answer has come or failed. */
    public void stop() {
        stopped = true;
        Future.all(ends.stream().map(Promise::future).toList()).await();
    }
}
