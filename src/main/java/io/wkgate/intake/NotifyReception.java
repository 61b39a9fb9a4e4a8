package io.wkgate.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.wkgate.event.Entry;
import io.wkgate.event.EntryStream;
import io.wkgate.event.EventKind;
import io.wkgate.store.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/**
 * A msg.notify: cut into entries as it arrives, and submitted in parts, so that a body of any size fits into memory. Each
 * part is relayed as an event of its own.
 */
final class NotifyReception implements Reception {

    private final Transport transport;
    private final GroupCommit commit;
    private final RelayPlan relay;
    private final boolean relayed;
    private final IntakeMetrics metrics;
    private final EntryStream entries;
    private final LongConsumer committed;
    private final VeryBytes call;
    /** Not committed yet; what is committed may be forgotten, for a body may be larger than the memory. */
    private final Set<Submission> submitted = ConcurrentHashMap.newKeySet();

    private final List<Future<Void>> commits = new ArrayList<>();
    private NotifyPart part;
    private Future<Void> last = Future.succeededFuture();
    /** How many parts are large and not packed yet. */
    private int packing;

    private boolean damaged;
    private boolean abandoned;

    /** @param committed told, on any thread, how many bytes of the body were committed */
    NotifyReception(
            Transport transport,
            GroupCommit commit,
            RelayPlan relay,
            IntakeMetrics metrics,
            int entryLimit,
            LongConsumer committed) {
        this.committed = committed;
        this.transport = transport;
        this.commit = commit;
        this.relay = relay;
        this.relayed = relay.wants(EventKind.MSG_NOTIFY.wireName());
        this.metrics = metrics;
        this.entries = new EntryStream(entryLimit, this::entry);
        this.call = new VeryBytes(relayed ? NotifyPart.MAX_BYTES : 0);
        this.part = new NotifyPart(relayed);
    }

    @Override
    public void write(Buffer chunk) {
        call.write(chunk);
        entries.write(chunk);
    }

    private void entry(Entry entry) {
        if (entry instanceof Entry.Accepted accepted) {
            metrics.entry(accepted.message().sort());
        }
        if (!part.hasRoomFor(entry)) {
            submit();
        }
        part.add(entry);
        if (part.full()) {
            submit();
        }
    }

    private void submit() {
        if (part.isEmpty()) {
            return;
        }
        NotifyPart full = part;
        long bytes = full.bytes();
        Future<Void> before = last;
        part = new NotifyPart(relayed);
        packing++;
        last = full.event(relay, call)
                .onComplete(planned -> packing--)
                .compose(event -> commit(full.batch(event), before))
                .onSuccess(done -> committed.accept(bytes));
        commits.add(last);
    }

    private Future<Void> commit(Batch batch, Future<Void> before) {
        Submission submission = new Submission(EventKind.MSG_NOTIFY, transport, batch);
        if (abandoned) {
            submission.abandon();
        }
        submitted.add(submission);
        return inTurn(submission, before).onSuccess(done -> submitted.remove(submission));
    }

    /** The parts are relayed in the order of the body, so they are committed one after the other. */
    private Future<Void> inTurn(Submission submission, Future<Void> before) {
        return relayed ? before.transform(done -> commit.submit(submission)) : commit.submit(submission);
    }

    @Override
    public void damaged(Entry.Refused body) {
        damaged = true;
        entry(body);
    }

    @Override
    public Future<Void> end() {
        if (!damaged) {
            entries.end();
        }
        submit();
        return commits.isEmpty()
                ? Future.succeededFuture()
                : Future.all(commits).mapEmpty();
    }

    @Override
    public boolean committing() {
        return packing > 0 || !submitted.isEmpty();
    }

    @Override
    public void abandon() {
        abandoned = true;
        submitted.forEach(Submission::abandon);
    }
}
