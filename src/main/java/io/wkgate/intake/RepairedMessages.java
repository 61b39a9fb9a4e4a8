package io.wkgate.intake;

import io.vertx.core.Future;
import io.wkgate.event.Entry;
import io.wkgate.event.EventKind;
import io.wkgate.event.Message;
import io.wkgate.store.Batch;
import io.wkgate.store.MessageStore;
import io.wkgate.store.NewDeadLetter;
import io.wkgate.store.NewEvent;
import io.wkgate.store.Source;
import io.wkgate.store.Written;
import java.util.List;

/** Commits messages that upstream's log told together with their event, for their webhook is lost. Thread-safe. */
public final class RepairedMessages {

    private final MessageStore store;
    private final RelayPlan relay;
    private final CommittedEvents committedEvents;

    /** @param relay what is to be relayed of them */
    public RepairedMessages(MessageStore store, RelayPlan relay) {
        this.store = store;
        this.relay = relay;
        committedEvents = new CommittedEvents(relay);
    }

    /**
     * In one transaction; the relay is told behind it.
     *
     * @param entries with the bytes of a msg.notify
     * @param letters of what upstream's log has and cannot be a message
     * @return fails when the database is away
     */
    public Future<Written> write(List<Entry.Accepted> entries, List<NewDeadLetter> letters) {
        return events(entries)
                .compose(events -> store.write(new Batch(entries, List.of(), letters, events, Source.REPAIR)))
                .onSuccess(written -> committedEvents.tell(written, Source.REPAIR));
    }

    private Future<List<NewEvent>> events(List<Entry.Accepted> entries) {
        String name = EventKind.MSG_NOTIFY.wireName();
        if (entries.isEmpty() || !relay.wants(name)) {
            return Future.succeededFuture(List.of());
        }
        List<Message> messages = entries.stream().map(Entry.Accepted::message).toList();
        return relay.plan(name, messages, JoinedEntries.of(entries))
                .map(event -> event.stream().toList());
    }
}
