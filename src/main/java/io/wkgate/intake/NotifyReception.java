package io.wkgate.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.wkgate.event.Entry;
import io.wkgate.event.EntryStream;
import io.wkgate.event.EventKind;
import io.wkgate.event.Message;
import io.wkgate.event.MessageSort;
import io.wkgate.event.RevokeCommand;
import io.wkgate.store.Command;
import io.wkgate.store.NewDeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/** A msg.notify: cut into entries as it arrives, and submitted in parts, so that a body of any size fits into memory. */
final class NotifyReception implements Reception {

    private static final int PART_ROWS = 512;
    private static final long PART_BYTES = 1 << 20;

    private final Transport transport;
    private final GroupCommit commit;
    private final IntakeMetrics metrics;
    private final EntryStream entries;
    private final LongConsumer committed;
    /** Not committed yet; what is committed may be forgotten, for a body may be larger than the memory. */
    private final Set<Submission> submitted = ConcurrentHashMap.newKeySet();

    private final List<Future<Void>> commits = new ArrayList<>();
    private List<Entry.Accepted> messages = new ArrayList<>();
    private List<Command> commands = new ArrayList<>();
    private List<NewDeadLetter> deadLetters = new ArrayList<>();
    private long bytes;
    private boolean damaged;

    /** @param committed told, on any thread, how many bytes of the body were committed */
    NotifyReception(
            Transport transport, GroupCommit commit, IntakeMetrics metrics, int entryLimit, LongConsumer committed) {
        this.committed = committed;
        this.transport = transport;
        this.commit = commit;
        this.metrics = metrics;
        this.entries = new EntryStream(entryLimit, this::entry);
    }

    @Override
    public void write(Buffer chunk) {
        entries.write(chunk);
    }

    private void entry(Entry entry) {
        if (entry instanceof Entry.Accepted accepted) {
            metrics.entry(accepted.message().sort());
            if (accepted.message().sort() == MessageSort.MESSAGE) {
                messages.add(accepted);
                added(accepted.bytes().length());
            } else if (accepted.message().sort() == MessageSort.COMMAND) {
                commands.add(command(accepted.message()));
                added(accepted.bytes().length());
            }
        } else if (entry instanceof Entry.Refused refused) {
            NewDeadLetter.Part part =
                    refused.refusal().field().equals("body") ? NewDeadLetter.Part.BODY : NewDeadLetter.Part.ENTRY;
            deadLetters.add(new NewDeadLetter(
                    EventKind.MSG_NOTIFY.wireName(), part, refused.refusal(), refused.bytes(), refused.size()));
            added(refused.bytes().length());
        }
    }

    private static Command command(Message message) {
        OptionalLong revokes = RevokeCommand.of(message.payload())
                .map(revoke -> OptionalLong.of(revoke.messageId()))
                .orElseGet(OptionalLong::empty);
        return new Command(message.messageId(), revokes);
    }

    private void added(long length) {
        bytes += length;
        if (messages.size() + commands.size() + deadLetters.size() >= PART_ROWS || bytes >= PART_BYTES) {
            submit();
        }
    }

    private void submit() {
        if (messages.isEmpty() && commands.isEmpty() && deadLetters.isEmpty()) {
            return;
        }
        Submission submission = new Submission(EventKind.MSG_NOTIFY, transport, messages, commands, deadLetters, bytes);
        submitted.add(submission);
        commits.add(commit.submit(submission).onSuccess(done -> {
            submitted.remove(submission);
            committed.accept(submission.bytes());
        }));
        messages = new ArrayList<>();
        commands = new ArrayList<>();
        deadLetters = new ArrayList<>();
        bytes = 0;
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
        return !submitted.isEmpty();
    }

    @Override
    public void abandon() {
        submitted.forEach(Submission::abandon);
    }
}
