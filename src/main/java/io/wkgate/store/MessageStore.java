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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes messages, commands, dead letters, events and which numbers have come. A batch is one transaction; only when the
 * database refuses a row for what is in it are its commands written first and the rest halved until that row stands alone
 * and becomes a dead letter, so that it costs no other. The numbers are then written behind all that they tell of, and the
 * events last: what is not acknowledged in the end must not be relayed. Writing the same batch again changes nothing, but
 * that the numbers are told twice.
 */
public final class MessageStore {

    private static final Logger LOG = LoggerFactory.getLogger(MessageStore.class);

    /** A dead letter that the database refuses is tried once more with this much of its bytes. */
    private static final int LAST_RESORT_BYTES = 16 * 1024;

    private final Database database;
    private final Layout layout;
    private final Completion completion;
    private final boolean arrivals;
    /** What a new connection takes; a restart of the database may change it. */
    private volatile PacketLimit limit;

    private MessageStore(Database database, Layout layout, boolean arrivals, PacketLimit limit) {
        this.database = database;
        this.layout = layout;
        this.completion = new Completion(database, layout.completing());
        this.arrivals = arrivals;
        this.limit = limit;
    }

    /** Asks the database what it takes, so it must be there. Numbers that came are written. */
    public static Future<MessageStore> open(Database database, LayoutName layout) {
        return open(database, layout, true);
    }

    /**
     * Asks the database what it takes, so it must be there.
     *
     * @param arrivals whether the numbers that came are written; somebody has to take them up again
     */
    public static Future<MessageStore> open(Database database, LayoutName layout, boolean arrivals) {
        return database.maxPacket()
                .map(bytes -> new MessageStore(database, Layout.of(layout), arrivals, new PacketLimit(bytes)));
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
        List<NewEvent> fittingEvents = new ArrayList<>(batch.events().size());
        for (NewEvent event : batch.events()) {
            EventRows.refuses(event, limit)
                    .ifPresentOrElse(
                            refusal -> refused.add(NewDeadLetter.ofEvent(event, refusal)),
                            () -> fittingEvents.add(event));
        }
        Batch whole = batch.setAside(fitting, fittingEvents, refused);
        return writeFitting(arrivals ? whole : whole.withoutNumbers());
    }

    private Optional<Refusal> refuses(Message message) {
        return layout.refuses(message)
                .or(() -> layout.rowSize(message) <= limit.room()
                        ? Optional.empty()
                        : Optional.of(new Refusal(
                                "payload",
                                message.payload().length() + " bytes, and the database's max_allowed_packet is "
                                        + limit.bytes())));
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
            if (!batch.events().isEmpty() && !batch.onlyOfEvents()) {
                return writeFitting(batch.withoutEvents())
                        .compose(rest -> writeFitting(batch.onlyEvents()).map(rest::plus));
            }
            if (!batch.numbered().isEmpty()) {
                return writeFitting(batch.withoutNumbers())
                        .compose(rest -> writeNumbers(batch.onlyNumbers()).map(rest));
            }
            if (!batch.commands().isEmpty()) {
                return writeBoth(batch.onlyCommands(), batch.withoutCommands());
            }
            if (batch.refusable() > 1) {
                return writeBoth(batch.firstHalf(), batch.secondHalf());
            }
            if (!batch.deadLetters().isEmpty()) {
                return lastResort(batch, failure);
            }
            Refusal refusal = new Refusal(fault.column(), "the database refuses it, " + fault.description());
            NewDeadLetter letter = batch.events().isEmpty()
                    ? deadLetter(batch.messages().get(0), refusal)
                    : NewDeadLetter.ofEvent(batch.events().get(0), refusal);
            return writeFitting(new Batch(List.of(), List.of(letter), batch.source()));
        });
    }

    /** What they tell of is written; where they are refused, gap finding looks for them and finds that nothing is missing. */
    private Future<Written> writeNumbers(Batch batch) {
        return insert(batch).recover(failure -> {
            if (!(DatabaseFault.of(failure) instanceof DatabaseFault.RowRefused fault)) {
                return Future.failedFuture(failure);
            }
            LOG.warn("the database refuses to note which numbers came, {}", fault.description());
            return Future.succeededFuture(new Written(0, 0, List.of()));
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
        database.maxPacket().onSuccess(bytes -> limit = new PacketLimit(bytes));
    }

    private Future<Written> lastResort(Batch batch, Throwable failure) {
        NewDeadLetter letter = batch.deadLetters().get(0);
        if (letter.bytes().length() <= LAST_RESORT_BYTES) {
            return Future.failedFuture(failure);
        }
        return writeFitting(new Batch(List.of(), List.of(letter.cutTo(LAST_RESORT_BYTES)), batch.source()));
    }

    private Future<Written> insert(Batch batch) {
        PacketLimit packet = limit;
        // By the order of their key over all statements: two transactions with the same rows then wait for each other
        // instead of deadlocking.
        List<Message> messages = batch.messages().stream()
                .map(Entry.Accepted::message)
                .sorted(Comparator.comparingLong(Message::messageId))
                .toList();
        List<Statement> statements = new ArrayList<>();
        for (List<Message> run : packet.runs(messages, layout::rowSize)) {
            statements.addAll(layout.inserts(run, batch.source()));
        }
        int ofMessages = statements.size();
        if (batch.source() == Source.REPAIR) {
            statements.addAll(layout.marksOfRevoked(messages));
        }
        statements.addAll(ArrivalRows.inserts(batch.numbered(), packet));
        statements.addAll(CommandRows.inserts(batch.commands()));
        batch.deadLetters().forEach(letter -> statements.addAll(DeadLetterRows.inserts(letter, packet)));
        statements.addAll(EventRows.inserts(batch.events(), batch.source(), packet));
        return database.commit(statements).compose(rows -> {
            int stored =
                    rows.stream().limit(ofMessages).mapToInt(Integer::intValue).sum();
            Written written = new Written(stored, messages.size() - stored, batch.deadLetters(), batch.events());
            return written.repeated() > 0 && batch.source() == Source.WEBHOOK
                    ? completion.complete(messages).map(written)
                    : Future.succeededFuture(written);
        });
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
