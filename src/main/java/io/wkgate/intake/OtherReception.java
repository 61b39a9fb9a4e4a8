package io.wkgate.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.wkgate.event.BodyCheck;
import io.wkgate.event.Entry;
import io.wkgate.event.EntryStream;
import io.wkgate.event.EventKind;
import io.wkgate.event.Refusal;
import io.wkgate.store.NewDeadLetter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Any event but msg.notify: nothing of it is stored, but a body that is not what its kind should be is set aside. */
final class OtherReception implements Reception {

    private final EventKind kind;
    private final String name;
    private final Transport transport;
    private final GroupCommit commit;
    private final int limit;
    private final Buffer body = Buffer.buffer();
    private long size;
    private Entry.@Nullable Refused damaged;
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
    public void damaged(Entry.Refused packed) {
        damaged = packed;
    }

    @Override
    public Future<Void> end() {
        Optional<Entry.Refused> refused = refused();
        if (refused.isEmpty()) {
            return Future.succeededFuture();
        }
        Buffer kept = refused.get().bytes();
        NewDeadLetter letter = new NewDeadLetter(
                name,
                NewDeadLetter.Part.BODY,
                refused.get().refusal(),
                kept,
                refused.get().size());
        submission = new Submission(kind, transport, List.of(), List.of(), List.of(letter), kept.length());
        return commit.submit(submission);
    }

    private Optional<Entry.Refused> refused() {
        if (kind == EventKind.OTHER) {
            return Optional.empty();
        }
        if (damaged != null) {
            return Optional.of(damaged);
        }
        if (size > limit) {
            Buffer kept = body.slice(0, Math.min(body.length(), EntryStream.KEPT_OF_OVERSIZE));
            return Optional.of(
                    new Entry.Refused(new Refusal("body", size + " bytes, over intake.entry-limit"), kept, size));
        }
        return BodyCheck.refuses(kind, body.getBytes()).map(refusal -> new Entry.Refused(refusal, body, size));
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
