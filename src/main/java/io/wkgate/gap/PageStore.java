package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.event.Entry;
import io.wkgate.event.EventKind;
import io.wkgate.intake.RelayPlan;
import io.wkgate.intake.RepairedMessages;
import io.wkgate.store.MessageReader;
import io.wkgate.store.MessageStore;
import io.wkgate.store.NewDeadLetter;
import io.wkgate.store.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stores what a page brings, by the way of intake, and relays what of it is new. */
final class PageStore {

    /** As much as intake puts into one transaction. */
    private static final long MAX_BYTES = 1 << 20;

    private final RepairedMessages repaired;
    private final MessageReader reader;

    PageStore(MessageStore store, MessageReader reader, RelayPlan relay) {
        repaired = new RepairedMessages(store, relay);
        this.reader = reader;
    }

    /**
     * Commits what the gaps miss; what cannot be stored becomes a dead letter. Doing it again changes nothing.
     *
     * @return the numbers of the messages that were not there before; fails when the database is away
     */
    Future<List<Long>> store(Claim claim, ReadPage page) {
        Map<Long, Entry.Accepted> wanted = new LinkedHashMap<>();
        page.wanted(claim.gaps())
                .forEach(entry -> wanted.putIfAbsent(entry.message().messageId(), entry));
        List<NewDeadLetter> letters =
                page.refused(claim.gaps()).stream().map(PageStore::letter).toList();
        if (wanted.isEmpty() && letters.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Future<Set<Long>> stored =
                wanted.isEmpty() ? Future.succeededFuture(Set.of()) : reader.stored(claim.channel(), wanted.keySet());
        return stored.compose(known -> {
            wanted.keySet().removeAll(known);
            return write(parts(List.copyOf(wanted.values())), letters, new ArrayList<>());
        });
    }

    /** One transaction after the other; a page of ordinary messages is one. */
    private Future<List<Long>> write(
            List<List<Entry.Accepted>> parts, List<NewDeadLetter> letters, List<Long> brought) {
        if (parts.isEmpty() && letters.isEmpty()) {
            return Future.succeededFuture(brought);
        }
        List<Entry.Accepted> first = parts.isEmpty() ? List.of() : parts.get(0);
        return repaired.write(first, letters).compose(written -> {
            brought.addAll(numbers(first, written));
            return write(parts.isEmpty() ? parts : parts.subList(1, parts.size()), List.of(), brought);
        });
    }

    /** Of those that the database has taken. */
    private static List<Long> numbers(List<Entry.Accepted> entries, Written written) {
        Set<?> refused = Set.copyOf(
                written.setAside().stream().map(NewDeadLetter::bytes).distinct().toList());
        return entries.stream()
                .filter(entry -> !refused.contains(entry.bytes()))
                .map(entry -> entry.message().messageSeq())
                .toList();
    }

    private static List<List<Entry.Accepted>> parts(List<Entry.Accepted> entries) {
        List<List<Entry.Accepted>> parts = new ArrayList<>();
        int from = 0;
        long bytes = 0;
        for (int to = 0; to < entries.size(); to++) {
            long next = entries.get(to).bytes().length();
            if (to > from && bytes + next > MAX_BYTES) {
                parts.add(entries.subList(from, to));
                from = to;
                bytes = 0;
            }
            bytes += next;
        }
        if (from < entries.size()) {
            parts.add(entries.subList(from, entries.size()));
        }
        return parts;
    }

    private static NewDeadLetter letter(Entry.Refused entry) {
        return new NewDeadLetter(
                EventKind.MSG_NOTIFY.wireName(),
                NewDeadLetter.Part.ENTRY,
                entry.refusal(),
                entry.bytes(),
                entry.size());
    }
}
