package io.wkgate.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.wkgate.event.BodyCheck;
import io.wkgate.event.Entry;
import io.wkgate.event.EntryReader;
import io.wkgate.event.EntryStream;
import io.wkgate.event.EventKind;
import io.wkgate.event.Message;
import io.wkgate.event.MessageSort;
import io.wkgate.event.Refusal;
import io.wkgate.store.Batch;
import io.wkgate.store.DeadLetter;
import io.wkgate.store.DeadLetters;
import io.wkgate.store.MessageStore;
import io.wkgate.store.NewDeadLetter;
import io.wkgate.store.NewDeadLetter.Part;
import io.wkgate.store.NewEvent;
import io.wkgate.store.Source;
import io.wkgate.store.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tries a dead letter once more, after its cause is mended: a wider column, a higher limit, a newer wkgate. What is taken
 * then is relayed, as an event of its own: late, and perhaps once more, for what the database alone refused was relayed
 * when it came.
 */
public final class Replay {

    private final MessageStore store;
    private final DeadLetters deadLetters;
    private final RelayPlan relay;
    private final CommittedEvents committedEvents;

    public Replay(MessageStore store, DeadLetters deadLetters, RelayPlan relay) {
        this.relay = relay;
        this.committedEvents = new CommittedEvents(relay);
        this.store = store;
        this.deadLetters = deadLetters;
    }

    /** What a replay came to. */
    public sealed interface Result {

        /** All of it is stored and the dead letter is gone. */
        record Stored(int messages) implements Result {}

        /** It is as wrong as before and stays; what was right in it is stored. */
        record StillRefused(Refusal refusal) implements Result {}
    }

    /** Replays one; nothing if there is none of that id. */
    public Future<Optional<Result>> run(long id) {
        return deadLetters
                .find(id)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : replay(found.get()).map(Optional::of));
    }

    private Future<Result> replay(DeadLetter letter) {
        if (letter.cut()) {
            return refused(
                    new Refusal("bytes", "only the first %d of %d are kept".formatted(letter.kept(), letter.size())));
        }
        if (EventKind.of(letter.event()) != EventKind.MSG_NOTIFY) {
            return replayOther(letter);
        }
        List<Entry.Accepted> accepted = new ArrayList<>();
        Refusal refusal = null;
        for (Entry entry : entries(letter)) {
            if (entry instanceof Entry.Refused refused) {
                refusal = refused.refusal();
            } else if (entry instanceof Entry.Accepted whole) {
                accepted.add(whole);
            }
        }
        if (refusal != null && accepted.isEmpty()) {
            return refused(refusal);
        }
        Optional<Refusal> unread = Optional.ofNullable(refusal);
        List<Entry.Accepted> messages = messages(accepted);
        Batch batch = new Batch(messages, List.of(), List.of(), List.of(), numbered(accepted), Source.WEBHOOK);
        return store.write(batch).compose(written -> {
            Optional<Refusal> left = unread.or(() -> firstRefusal(written));
            return relay(without(accepted, written.setAside()))
                    .map(unrelayed -> left.or(() -> unrelayed))
                    .compose(wrong -> wrong.isPresent()
                            ? refused(wrong.get())
                            : deadLetters.discard(letter.id()).map(gone -> new Result.Stored(messages.size())));
        });
    }

    /** Of any other event nothing is stored, but it may be relayed. */
    private Future<Result> replayOther(DeadLetter letter) {
        Optional<Refusal> wrong =
                BodyCheck.refuses(EventKind.of(letter.event()), letter.bytes().getBytes());
        if (wrong.isPresent()) {
            return refused(wrong.get());
        }
        return relay.plan(letter.event(), List.of(), letter.bytes())
                .compose(event -> event.isPresent()
                        ? relayOther(letter, List.of(event.get()))
                        : refused(new Refusal("event", "nothing of it is stored, and no destination wants it")));
    }

    private Future<Result> relayOther(DeadLetter letter, List<NewEvent> events) {
        return store.write(new Batch(List.of(), List.of(), List.of(), events, Source.WEBHOOK))
                .compose(written -> {
                    Optional<Refusal> left = firstRefusal(written);
                    if (left.isPresent()) {
                        return refused(left.get());
                    }
                    committedEvents.tell(written, Source.WEBHOOK);
                    return deadLetters.discard(letter.id()).map(gone -> new Result.Stored(0));
                });
    }

    /**
     * Commits the event with the messages of which it speaks; they are there already and stay as they are.
     *
     * @return why the event cannot be kept; then it is a dead letter, perhaps the one that is replayed
     */
    private Future<Optional<Refusal>> relay(List<Entry.Accepted> taken) {
        Future<Optional<NewEvent>> planned = taken.isEmpty() ? Future.succeededFuture(Optional.empty()) : event(taken);
        return planned.compose(event ->
                event.isPresent() ? relay(taken, List.of(event.get())) : Future.succeededFuture(Optional.empty()));
    }

    private Future<Optional<Refusal>> relay(List<Entry.Accepted> taken, List<NewEvent> events) {
        return store.write(new Batch(messages(taken), List.of(), List.of(), events, Source.WEBHOOK))
                .onSuccess(written -> committedEvents.tell(written, Source.WEBHOOK))
                .map(Replay::firstRefusal);
    }

    private Future<Optional<NewEvent>> event(List<Entry.Accepted> taken) {
        List<Message> elements = taken.stream().map(Entry.Accepted::message).toList();
        return relay.plan(EventKind.MSG_NOTIFY.wireName(), elements, JoinedEntries.of(taken));
    }

    private static Optional<Refusal> firstRefusal(Written written) {
        return written.setAside().stream().map(NewDeadLetter::refusal).findFirst();
    }

    private static List<Entry.Accepted> messages(List<Entry.Accepted> accepted) {
        return accepted.stream()
                .filter(entry -> entry.message().sort() == MessageSort.MESSAGE)
                .toList();
    }

    private static List<Message> numbered(List<Entry.Accepted> accepted) {
        return accepted.stream()
                .map(Entry.Accepted::message)
                .filter(Message::numbered)
                .toList();
    }

    /** A message that is refused again is not relayed. */
    private static List<Entry.Accepted> without(List<Entry.Accepted> accepted, List<NewDeadLetter> refused) {
        List<Buffer> bytes = refused.stream().map(NewDeadLetter::bytes).toList();
        return accepted.stream().filter(entry -> !bytes.contains(entry.bytes())).toList();
    }

    private static List<Entry> entries(DeadLetter letter) {
        if (letter.part() == Part.ENTRY) {
            return List.of(new EntryReader().read(letter.bytes().getBytes()));
        }
        List<Entry> entries = new ArrayList<>();
        EntryStream stream = new EntryStream(Integer.MAX_VALUE, entries::add);
        stream.write(letter.bytes());
        stream.end();
        return entries;
    }

    private static Future<Result> refused(Refusal refusal) {
        return Future.succeededFuture(new Result.StillRefused(refusal));
    }
}
