package io.wkgate.revoke;

import io.vertx.core.Future;
import io.wkgate.event.Entry;
import io.wkgate.intake.RepairedMessages;
import io.wkgate.store.MessageReader;
import io.wkgate.store.StoredMessage;
import io.wkgate.store.Written;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores what upstream's log has and the table has not, and relays it in the same transaction: its webhook is lost, and repair
 * will take it for one that came.
 */
final class LateMessages {

    private final MessageReader reader;
    private final RepairedMessages repaired;

    LateMessages(MessageReader reader, RepairedMessages repaired) {
        this.reader = reader;
        this.repaired = repaired;
    }

    /**
     * All of them as they are in the table then, or nowhere if the database refuses one.
     *
     * @param found with the bytes of a msg.notify
     * @return fails when the database is away
     */
    Future<Located> keep(List<Entry.Accepted> found) {
        Map<Long, Entry.Accepted> late = new LinkedHashMap<>();
        found.forEach(entry -> late.putIfAbsent(entry.message().messageId(), entry));
        List<Long> ids = List.copyOf(late.keySet());
        return inTable(ids).compose(there -> {
            there.forEach(stored -> late.remove(stored.message().messageId()));
            return late.isEmpty() ? Future.succeededFuture(new Located.Stored(there)) : store(late.values(), ids);
        });
    }

    private Future<Located> store(Collection<Entry.Accepted> late, List<Long> ids) {
        return repaired.write(List.copyOf(late), List.of())
                // From the table again: its webhook may have come meanwhile.
                .compose(written -> inTable(ids).map(kept -> located(kept, ids.size(), written)));
    }

    /** What is set aside may be an event alone, which costs no revoke. */
    private static Located located(List<StoredMessage> kept, int wanted, Written written) {
        return kept.size() < wanted && !written.setAside().isEmpty()
                ? new Located.Nowhere(new RevokeAnswer.Impossible("the database refuses the message, "
                        + written.setAside().get(0).refusal()))
                : new Located.Stored(kept);
    }

    private Future<List<StoredMessage>> inTable(List<Long> ids) {
        List<Future<Optional<StoredMessage>>> found =
                ids.stream().map(reader::find).toList();
        return Future.all(found)
                .map(all -> found.stream().flatMap(one -> one.result().stream()).toList());
    }
}
