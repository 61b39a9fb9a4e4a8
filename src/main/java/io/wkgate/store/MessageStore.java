package io.wkgate.store;

import io.vertx.core.Future;
import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.event.Entry;
import io.wkgate.event.Message;
import io.wkgate.event.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Writes messages, commands and dead letters. A batch is one transaction; only when the database refuses a row for what is
 * in it are its commands written first and the rest halved until that row stands alone and becomes a dead letter, so that
 * it costs no other. Writing the same batch again changes nothing.
 */
public final class MessageStore {

    /** What a statement says beside its rows. */
    private static final int STATEMENT_OVERHEAD = 64 * 1024;

    /** A dead letter that the database refuses is tried once more with this much of its bytes. */
    private static final int LAST_RESORT_BYTES = 16 * 1024;

    private final Database database;
    private final Layout layout;
    /** What a new connection takes; a restart of the database may change it. */
    private volatile long maxPacket;

    private MessageStore(Database database, Layout layout, long maxPacket) {
        this.database = database;
        this.layout = layout;
        this.maxPacket = maxPacket;
    }

    /** Asks the database what it takes, so it must be there. */
    public static Future<MessageStore> open(Database database, LayoutName layout) {
        return database.maxPacket().map(bytes -> new MessageStore(database, Layout.of(layout), bytes));
    }

    /**
     * Commits the batch.
     *
     * @return fails if the database is away, and what was written until then may be there or not; or if it refuses
     *     even a dead letter, and then everything else is written
     */
    public Future<Written> write(Batch batch) {
        List<Entry.Accepted> fitting = new ArrayList<>(batch.messages().size());
        List<NewDeadLetter> refused = new ArrayList<>();
        for (Entry.Accepted entry : batch.messages()) {
            Optional<Refusal> refusal = refuses(entry.message());
            if (refusal.isEmpty()) {
                fitting.add(entry);
            } else {
                refused.add(deadLetter(entry, refusal.get()));
            }
        }
        return writeFitting(batch.setAside(fitting, refused));
    }

    private Optional<Refusal> refuses(Message message) {
        return layout.refuses(message)
                .or(() -> layout.rowSize(message) + STATEMENT_OVERHEAD <= maxPacket
                        ? Optional.empty()
                        : Optional.of(new Refusal(
                                "payload",
                                message.payload().length() + " bytes, and the database's max_allowed_packet is "
                                        + maxPacket)));
    }

    private Future<Written> writeFitting(Batch batch) {
        return insert(batch).recover(failure -> {
            if (!(DatabaseFault.of(failure) instanceof DatabaseFault.RowRefused fault)) {
                askForMaxPacketAgain();
                return Future.failedFuture(failure);
            }
            if (batch.refusable() == 0) {
                return Future.failedFuture(failure);
            }
            if (!batch.commands().isEmpty()) {
                return writeBoth(batch.onlyCommands(), batch.withoutCommands());
            }
            if (batch.refusable() > 1) {
                return writeBoth(batch.firstHalf(), batch.secondHalf());
            }
            if (batch.messages().isEmpty()) {
                return lastResort(batch, failure);
            }
            Refusal refusal = new Refusal(fault.column(), "the database refuses it, " + fault.description());
            NewDeadLetter letter = deadLetter(batch.messages().get(0), refusal);
            return writeFitting(new Batch(List.of(), List.of(letter), batch.source()));
        });
    }

    private Future<Written> writeBoth(Batch left, Batch right) {
        Future<Written> first = writeFitting(left);
        return first.transform(done ->
                done.succeeded() || DatabaseFault.of(done.cause()) instanceof DatabaseFault.RowRefused
                        // What is wrong with the one part is not the other's fault.
                        ? writeFitting(right).compose(second -> first.map(written -> written.plus(second)))
                        : first);
    }

    /** A packet over its limit makes the database close the connection, often before it has said why. */
    private void askForMaxPacketAgain() {
        database.maxPacket().onSuccess(bytes -> maxPacket = bytes);
    }

    private Future<Written> lastResort(Batch batch, Throwable failure) {
        NewDeadLetter letter = batch.deadLetters().get(0);
        if (letter.bytes().length() <= LAST_RESORT_BYTES) {
            return Future.failedFuture(failure);
        }
        return writeFitting(new Batch(List.of(), List.of(letter.cutTo(LAST_RESORT_BYTES)), batch.source()));
    }

    private Future<Written> insert(Batch batch) {
        // By the order of their key over all statements: two transactions with the same rows then wait for each other
        // instead of deadlocking.
        List<Message> messages = batch.messages().stream()
                .map(Entry.Accepted::message)
                .sorted(Comparator.comparingLong(Message::messageId))
                .toList();
        List<Statement> statements = new ArrayList<>();
        int from = 0;
        while (from < messages.size()) {
            int to = statementEnd(messages, from);
            statements.addAll(layout.inserts(messages.subList(from, to), batch.source()));
            from = to;
        }
        int ofMessages = statements.size();
        statements.addAll(CommandRows.inserts(batch.commands()));
        int room = (int) Math.min(Integer.MAX_VALUE, maxPacket - STATEMENT_OVERHEAD);
        batch.deadLetters().forEach(letter -> statements.add(DeadLetterRows.insert(letter.cutTo(room))));
        return database.commit(statements).map(rows -> {
            int stored =
                    rows.stream().limit(ofMessages).mapToInt(Integer::intValue).sum();
            return new Written(stored, messages.size() - stored, batch.deadLetters());
        });
    }

    /** As many rows as are sure to fit into one statement of the size that the database takes. */
    private int statementEnd(List<Message> messages, int from) {
        long bytes = STATEMENT_OVERHEAD;
        int to = from;
        while (to < messages.size()) {
            bytes += layout.rowSize(messages.get(to));
            if (bytes > maxPacket) {
                break;
            }
            to++;
        }
        return Math.max(to, from + 1);
    }

    private static NewDeadLetter deadLetter(Entry.Accepted entry, Refusal refusal) {
        return new NewDeadLetter(
                "msg.notify",
                NewDeadLetter.Part.ENTRY,
                refusal,
                entry.bytes(),
                entry.bytes().length());
    }
}
