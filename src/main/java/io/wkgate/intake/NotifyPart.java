package io.wkgate.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.wkgate.event.Entry;
import io.wkgate.event.EventKind;
import io.wkgate.event.Message;
import io.wkgate.event.MessageSort;
import io.wkgate.event.RevokeCommand;
import io.wkgate.event.TestMessage;
import io.wkgate.store.Batch;
import io.wkgate.store.Command;
import io.wkgate.store.NewDeadLetter;
import io.wkgate.store.NewEvent;
import io.wkgate.store.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The part of a msg.notify that is collected until it goes to its commit. Not thread-safe. */
final class NotifyPart {

    static final long MAX_BYTES = 1 << 20;
    private static final int MAX_ROWS = 512;

    private final boolean relayed;
    private final List<Entry.Accepted> messages = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<NewDeadLetter> deadLetters = new ArrayList<>();
    private final List<Message> numbered = new ArrayList<>();
    /** All that is accepted, transients and commands too, in their order; none if nothing is relayed. */
    private final List<Entry.Accepted> event = new ArrayList<>();

    private int entries;
    private long bytes;

    /** @param relayed whether any destination wants it; else what is not stored is not kept */
    NotifyPart(boolean relayed) {
        this.relayed = relayed;
    }

    /** Whether the entry may be added, or goes into the next part, so that one that is too large to be relayed is alone. */
    boolean hasRoomFor(Entry entry) {
        return !relayed || entries == 0 || bytes + entry.bytes().length() <= MAX_BYTES;
    }

    void add(Entry entry) {
        if (entry instanceof Entry.Accepted accepted) {
            accept(accepted);
        } else if (entry instanceof Entry.Refused refused) {
            NewDeadLetter.Part part =
                    refused.refusal().field().equals("body") ? NewDeadLetter.Part.BODY : NewDeadLetter.Part.ENTRY;
            deadLetters.add(new NewDeadLetter(
                    EventKind.MSG_NOTIFY.wireName(), part, refused.refusal(), refused.bytes(), refused.size()));
            added(entry);
        }
    }

    private void accept(Entry.Accepted entry) {
        MessageSort sort = entry.message().sort();
        if (sort == MessageSort.MESSAGE) {
            messages.add(entry);
        } else if (sort == MessageSort.COMMAND) {
            commands.add(command(entry.message()));
        } else if (!relayed) {
            return;
        }
        if (relayed && !TestMessage.is(entry.message())) {
            event.add(entry);
        }
        if (entry.message().numbered()) {
            numbered.add(entry.message());
        }
        added(entry);
    }

    private static Command command(Message message) {
        OptionalLong revokes = RevokeCommand.of(message.payload())
                .map(revoke -> OptionalLong.of(revoke.messageId()))
                .orElseGet(OptionalLong::empty);
        return new Command(message.messageId(), revokes);
    }

    private void added(Entry entry) {
        entries++;
        bytes += entry.bytes().length();
    }

    boolean isEmpty() {
        return entries == 0;
    }

    boolean full() {
        return entries >= MAX_ROWS || bytes >= MAX_BYTES;
    }

    /** How many bytes of the body it holds. */
    long bytes() {
        return bytes;
    }

    /** What is relayed of it; told at once, but of a large one. */
    Future<Optional<NewEvent>> event(RelayPlan relay, VeryBytes call) {
        if (event.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        Buffer body = call.orJoined(JoinedEntries.of(event));
        List<Message> elements = event.stream().map(Entry.Accepted::message).toList();
        return relay.plan(EventKind.MSG_NOTIFY.wireName(), elements, body);
    }

    Batch batch(Optional<NewEvent> planned) {
        return new Batch(messages, commands, deadLetters, planned.stream().toList(), numbered, Source.WEBHOOK);
    }
}
