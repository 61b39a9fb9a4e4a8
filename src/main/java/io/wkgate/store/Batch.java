package io.wkgate.store;

import io.wkgate.event.Entry;
import java.util.ArrayList;
import java.util.List;

/** What one transaction writes. */
public record Batch(
        List<Entry.Accepted> messages, List<Command> commands, List<NewDeadLetter> deadLetters, Source source) {

    /** One without commands. */
    public Batch(List<Entry.Accepted> messages, List<NewDeadLetter> deadLetters, Source source) {
        this(messages, List.of(), deadLetters, source);
    }

    /** How many rows the database may refuse for what is in them; a command is two numbers and is none of those. */
    int refusable() {
        return messages.size() + deadLetters.size();
    }

    Batch onlyCommands() {
        return new Batch(List.of(), commands, List.of(), source);
    }

    Batch withoutCommands() {
        return new Batch(messages, deadLetters, source);
    }

    /** Of one without commands. */
    Batch firstHalf() {
        int half = Math.max(1, refusable() / 2);
        int fromMessages = Math.min(half, messages.size());
        return new Batch(messages.subList(0, fromMessages), deadLetters.subList(0, half - fromMessages), source);
    }

    /** Of one without commands. */
    Batch secondHalf() {
        int half = Math.max(1, refusable() / 2);
        int fromMessages = Math.min(half, messages.size());
        return new Batch(
                messages.subList(fromMessages, messages.size()),
                deadLetters.subList(half - fromMessages, deadLetters.size()),
                source);
    }

    /** The same with the messages that do not fit their columns set aside. */
    Batch setAside(List<Entry.Accepted> fitting, List<NewDeadLetter> refused) {
        List<NewDeadLetter> all = new ArrayList<>(deadLetters);
        all.addAll(refused);
        return new Batch(fitting, commands, all, source);
    }
}
