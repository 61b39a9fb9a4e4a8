package io.wkgate.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.wkgate.event.BodyCheck;
import io.wkgate.event.EventKind;
import io.wkgate.event.Refusal;
import io.wkgate.store.NewDeadLetter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Any event but msg.notify: nothing of it is stored, but a body that is not what its kind should be is set aside. */
final class OtherReception implements Reception {

    private static final int KEPT_OF_OVERSIZE = 1 << 20;

    private final EventKind kind;
    private final String name;
    private final Transport transport;
    private final GroupCommit commit;
    private final int limit;
    private final Buffer body = Buffer.buffer();
    private long size;
    private @Nullable Submission submission;

    OtherReception(EventKind kind, String name, Transport transport, GroupCommit commit, int limit) {
        this.kind = kind;
        this.name = name;
        this.transport = transport;
        this.commit = commit;
        this.limit = limit;
    }

    @Override
    public void write(Buffer chunk) {
        size += chunk.length();
        if (kind != EventKind.OTHER && body.length() <= limit) {
            body.appendBuffer(chunk);
        }
    }

    @Override
    public Future<Void> end() {
        Optional<Refusal> refusal = size > limit && kind != EventKind.OTHER
                ? Optional.of(new Refusal("body", size + " bytes, over intake.entry-limit"))
                : BodyCheck.refuses(kind, body.getBytes());
        if (refusal.isEmpty()) {
            return Future.succeededFuture();
        }
        Buffer kept = size > limit ? body.slice(0, Math.min(body.length(), KEPT_OF_OVERSIZE)) : body;
        NewDeadLetter letter = new NewDeadLetter(name, NewDeadLetter.Part.BODY, refusal.get(), kept, size);
        submission = new Submission(kind, transport, List.of(), List.of(letter), kept.length());
        return commit.submit(submission);
    }

    @Override
    public boolean committing() {
        return false;
    }

    @Override
    public void abandon() {
        if (submission != null) {
            submission.abandon();
        }
    }
}
