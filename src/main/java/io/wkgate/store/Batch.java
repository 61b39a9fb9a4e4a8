package io.wkgate.store;

import io.wkgate.event.Entry;
import io.wkgate.event.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * What one transaction writes.
 *
 * @param numbered whose numbers have come with it, {@link Message#numbered}: messages, commands in a real channel, and what
 *     may become a dead letter, for it is dealt with too; none where nothing came, but was asked for
 */
public record Batch(
        List<Entry.Accepted> messages,
        List<Command> commands,
        List<NewDeadLetter> deadLetters,
        List<NewEvent> events,
        List<Message> numbered,
        Source source) {

    /** One with which no number has come. */
    public Batch(
            List<Entry.Accepted> messages,
            List<Command> commands,
            List<NewDeadLetter> deadLetters,
            List<NewEvent> events,
            Source source) {
        this(messages, commands, deadLetters, events, List.of(), source);
    }

    /** One of which nothing is relayed. */
    public Batch(
            List<Entry.Accepted> messages, List<Command> commands, List<NewDeadLetter> deadLetters, Source source) {
        this(messages, commands, deadLetters, List.of(), source);
    }

    /** One without commands, of which nothing is relayed. */
    public Batch(List<Entry.Accepted> messages, List<NewDeadLetter> deadLetters, Source source) {
        this(messages, List.of(), deadLetters, source);
    }

    /** How many rows it is. */
    public int rows() {
        int deliveries =
                events.stream().mapToInt(event -> event.deliveries().size()).sum();
        return messages.size() + commands.size() + deadLetters.size() + events.size() + deliveries;
    }

    /** About how many bytes it is. */
    public long bytes() {
        return messages.stream().mapToLong(entry -> entry.bytes().length()).sum()
                + deadLetters.stream()
                        .mapToLong(letter -> letter.bytes().length())
                        .sum()
                + events.stream().mapToLong(Batch::bytes).sum();
    }

    private static long bytes(NewEvent event) {
        return event.body().length()
                + event.held().map(held -> held.body().length()).orElse(0);
    }

    /** How many rows the database may refuse for what is in them; a command is two numbers and is none of those. */
    int refusable() {
        return messages.size() + deadLetters.size() + events.size();
    }

    Batch withoutNumbers() {
        return new Batch(messages, commands, deadLetters, events, source);
    }

    Batch onlyNumbers() {
        return new Batch(List.of(), List.of(), List.of(), List.of(), numbered, source);
    }

    boolean onlyOfEvents() {
        return messages.isEmpty() && commands.isEmpty() && deadLetters.isEmpty();
    }

    Batch onlyEvents() {
        return new Batch(List.of(), List.of(), List.of(), events, source);
    }

    Batch withoutEvents() {
        return new Batch(messages, commands, deadLetters, List.of(), numbered, source);
    }

    Batch onlyCommands() {
        return new Batch(List.of(), commands, List.of(), source);
    }

    Batch withoutCommands() {
        return new Batch(messages, deadLetters, source);
    }

    /** Of one without commands, and with events only if it is nothing else. */
    Batch firstHalf() {
        int half = Math.max(1, refusable() / 2);
        return part(0, half);
    }

    /** Of one without commands, and with events only if it is nothing else. */
    Batch secondHalf() {
        int half = Math.max(1, refusable() / 2);
        return part(half, refusable());
    }

    private Batch part(int from, int to) {
        return new Batch(
                part(messages, from, to),
                List.of(),
                part(deadLetters, from - messages.size(), to - messages.size()),
                part(events, from, to),
                source);
    }

    private static <T> List<T> part(List<T> rows, int from, int to) {
        return rows.subList(Math.min(Math.max(0, from), rows.size()), Math.min(Math.max(0, to), rows.size()));
    }

    /** The same with what does not fit its columns or a packet set aside. */
    Batch setAside(List<Entry.Accepted> fitting, List<NewEvent> fittingEvents, List<NewDeadLetter> refused) {
        List<NewDeadLetter> all = new ArrayList<>(deadLetters);
        all.addAll(refused);
        return new Batch(fitting, commands, all, fittingEvents, numbered, source);
    }
}
