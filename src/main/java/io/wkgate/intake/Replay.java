package io.wkgate.intake;

import io.vertx.core.Future;
import io.wkgate.event.Entry;
import io.wkgate.event.EntryReader;
import io.wkgate.event.EntryStream;
import io.wkgate.event.EventKind;
import io.wkgate.event.MessageSort;
import io.wkgate.event.Refusal;
import io.wkgate.store.Batch;
import io.wkgate.store.DeadLetter;
import io.wkgate.store.DeadLetters;
import io.wkgate.store.MessageStore;
import io.wkgate.store.NewDeadLetter.Part;
import io.wkgate.store.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries a dead letter once more, after its cause is mended: a wider column, a higher limit, a newer wkgate. */
public final class Replay {

    private final MessageStore store;
    private final DeadLetters deadLetters;
    private final RelayPlan relay;

    public Replay(MessageStore store, DeadLetters deadLetters, RelayPlan relay) {
        this.relay = relay;
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
            return refused(new Refusal("event", "nothing of a " + letter.event() + " is stored"));
        }
        List<Entry> entries = entries(letter);
        List<Entry.Accepted> messages = new ArrayList<>();
        Refusal refusal = null;
        for (Entry entry : entries) {
            if (entry instanceof Entry.Refused refused) {
                refusal = refused.refusal();
            } else if (entry instanceof Entry.Accepted accepted
                    && accepted.message().sort() == MessageSort.MESSAGE) {
                messages.add(accepted);
            }
        }
        if (refusal != null && messages.isEmpty()) {
            return refused(refusal);
        }
        Optional<Refusal> unread = Optional.ofNullable(refusal);
        return store.write(new Batch(messages, List.of(), Source.WEBHOOK)).compose(written -> {
            Optional<Refusal> left = unread.or(() ->
                    written.setAside().stream().map(again -> again.refusal()).findFirst());
            if (left.isPresent()) {
                return refused(left.get());
            }
            return deadLetters.discard(letter.id()).map(gone -> new Result.Stored(messages.size()));
        });
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
