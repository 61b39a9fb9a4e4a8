package io.wkgate.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.wkgate.event.BodyCheck;
import io.wkgate.event.Entry;
import io.wkgate.event.EntryStream;
import io.wkgate.event.EventKind;
import io.wkgate.event.Refusal;
import io.wkgate.event.TestMessage;
import io.wkgate.store.Batch;
import io.wkgate.store.NewDeadLetter;
import io.wkgate.store.NewEvent;
import io.wkgate.store.Source;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Any event but msg.notify: nothing of it is stored but what is relayed, and a body that is not what its kind should be is
 * set aside.
 */
final class OtherReception implements Reception {

    private final EventKind kind;
    private final String name;
    private final Transport transport;
    private final GroupCommit commit;
    private final RelayPlan relay;
    private final int limit;
    private final boolean relayed;
    /** Of an event that nobody wants and of which nothing is known the body is not even looked at. */
    private final boolean read;

    private final Buffer body = Buffer.buffer();
    private long size;
    private Entry.@Nullable Refused damaged;
    private @Nullable Submission submission;
    private boolean abandoned;

    OtherReception(EventKind kind, String name, Transport transport, GroupCommit commit, RelayPlan relay, int limit) {
        this.kind = kind;
        this.name = name;
        this.transport = transport;
        this.commit = commit;
        this.relay = relay;
        this.limit = limit;
        this.relayed = relay.wants(name);
        this.read = relayed || kind != EventKind.OTHER;
    }

    @Override
    public void write(Buffer chunk) {
        size += chunk.length();
        if (read && body.length() <= limit) {
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
        if (refused.isPresent()) {
            return commit(deadLetter(refused.get()));
        }
        return event().compose(event -> event.isEmpty()
                ? Future.succeededFuture()
                : commit(new Batch(List.of(), List.of(), List.of(), List.of(event.get()), Source.WEBHOOK)));
    }

    private Future<Void> commit(Batch batch) {
        Submission made = new Submission(kind, transport, batch);
        submission = made;
        if (abandoned) {
            made.abandon();
        }
        return commit.submit(made);
    }

    private Batch deadLetter(Entry.Refused refused) {
        NewDeadLetter letter =
                new NewDeadLetter(name, NewDeadLetter.Part.BODY, refused.refusal(), refused.bytes(), refused.size());
        return new Batch(List.of(), List.of(letter), Source.WEBHOOK);
    }

    private Future<Optional<NewEvent>> event() {
        boolean own = kind == EventKind.MSG_OFFLINE && TestMessage.isOffline(body);
        return relayed && !own ? relay.plan(name, List.of(), body) : Future.succeededFuture(Optional.empty());
    }

    private Optional<Entry.Refused> refused() {
        if (!read) {
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
        abandoned = true;
        if (submission != null) {
            submission.abandon();
        }
    }
}
