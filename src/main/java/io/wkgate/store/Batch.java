package io.wkgate.store;

import io.wkgate.event.Entry;
import java.util.ArrayList;
import java.util.List;

/** What one transaction writes. */
public record Batch(List<Entry.Accepted> messages, List<NewDeadLetter> deadLetters, Source source) {

    int size() {
        return messages.size() + deadLetters.size();
    }

    Batch firstHalf() {
        int half = Math.max(1, size() / 2);
        int fromMessages = Math.min(half, messages.size());
        return new Batch(messages.subList(0, fromMessages), deadLetters.subList(0, half - fromMessages), source);
    }

    Batch secondHalf() {
        int half = Math.max(1, size() / 2);
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
        return new Batch(fitting, all, source);
    }
}
