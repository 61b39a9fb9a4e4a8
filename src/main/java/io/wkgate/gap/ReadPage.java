package io.wkgate.gap;

import io.wkgate.event.ChannelKey;
import io.wkgate.event.Entry;
import io.wkgate.event.Message;
import io.wkgate.event.MessageSort;
import io.wkgate.event.SeqRun;
import io.wkgate.upstream.LogAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What a page of upstream's log tells about the numbers up to the one that it was to end at. Whatever upstream answers: what
 * does not belong into the page is not taken from it, and such a page proves nothing by what it does not have.
 */
final class ReadPage {

    private final ChannelKey channel;
    private final long end;
    private final List<Entry.Accepted> entries = new ArrayList<>();
    private final List<Entry.Refused> refused = new ArrayList<>();
    private final List<Long> refusedNumbers;
    private final NavigableSet<Long> present = new TreeSet<>();
    private final boolean sound;
    private final long settledFrom;

    /** @param end the number that the page was asked to end at */
    ReadPage(ChannelKey channel, long end, LogAnswer.Page page) {
        this.channel = channel;
        this.end = end;
        refusedNumbers = page.refusedNumbers();
        boolean fits = refusedNumbers.stream().allMatch(this::inRange);
        refusedNumbers.stream().filter(this::inRange).forEach(present::add);
        for (Entry entry : page.entries()) {
            if (entry instanceof Entry.Accepted accepted && belongs(accepted.message())) {
                entries.add(accepted);
                present.add(accepted.message().messageSeq());
            } else if (entry instanceof Entry.Refused wrong) {
                refused.add(wrong);
            } else {
                fits = false;
            }
        }
        sound = fits;
        boolean proves =
                fits && page.provenFrom().isPresent() && page.provenFrom().getAsLong() <= end;
        settledFrom = proves ? Math.max(1, page.provenFrom().getAsLong()) : belowPresent() + 1;
    }

    private boolean inRange(long seq) {
        return seq >= 1 && seq <= end;
    }

    private boolean belongs(Message message) {
        return inRange(message.messageSeq())
                && (message.sort() != MessageSort.MESSAGE
                        || message.channel().equals(channel)
                        // v2 does not tell the recipient of a person message without a sender.
                        || (message.channel().unresolved() && channel.hasPerson(ChannelKey.SYSTEM_UID)));
    }

    /** The first number below the end that is not in the page. */
    private long belowPresent() {
        long seq = end;
        while (present.contains(seq)) {
            seq--;
        }
        return seq;
    }

    /** Whether there is nothing in it that does not belong there. */
    boolean sound() {
        return sound;
    }

    /** Whether the number at which it was to end is settled by it, so that the next page is another. */
    boolean settles() {
        return settledFrom <= end;
    }

    long end() {
        return end;
    }

    /** From this number to the end everything is settled. */
    long settledFrom() {
        return settledFrom;
    }

    int size() {
        return present.size();
    }

    /** What cannot be a message and is missing in one of the gaps; all of it where nobody can tell which number is which. */
    List<Entry.Refused> refused(List<OpenGap> gaps) {
        if (refused.size() != refusedNumbers.size()) {
            return refused;
        }
        return IntStream.range(0, refused.size())
                .filter(place -> gaps.stream().anyMatch(gap -> isIn(gap, refusedNumbers.get(place))))
                .mapToObj(refused::get)
                .toList();
    }

    private boolean isIn(OpenGap gap, long seq) {
        return seq >= gap.missing().first()
                && seq <= gap.missing().last()
                && seq > gap.floor().map(this::belowFloor).orElse(0L);
    }

    /** The messages that are missing in one of the gaps; none that is only a command. */
    List<Entry.Accepted> wanted(List<OpenGap> gaps) {
        return entries.stream()
                .filter(entry -> entry.message().sort() == MessageSort.MESSAGE)
                .filter(entry -> gaps.stream()
                        .anyMatch(gap -> gap.wants(
                                entry.message().messageSeq(), entry.message().idTime())))
                .toList();
    }

    /** What it says about a gap; nothing if none of that gap's numbers is settled by it. */
    Optional<Settlement> settle(OpenGap gap) {
        SeqRun missing = gap.missing();
        if (missing.last() < settledFrom || missing.last() > end) {
            return Optional.empty();
        }
        long lowest = Math.max(settledFrom, missing.first());
        long belowFloor = gap.floor().map(this::belowFloor).orElse(0L);
        boolean closes = lowest == missing.first() || belowFloor >= lowest;
        return Optional.of(
                new Settlement(gap, lowest, absent(Math.max(lowest, belowFloor + 1), missing.last()), closes));
    }

    /** The highest number that was sent before the floor, if the page reaches down there; else 0. */
    private long belowFloor(Instant floor) {
        // The nodes of a cluster have clocks of their own: one old id amid newer ones is not the floor yet.
        long lowest = entries.stream()
                .mapToLong(entry -> entry.message().messageSeq())
                .min()
                .orElse(0);
        List<Message> older = entries.stream()
                .map(Entry.Accepted::message)
                .filter(message -> message.idTime().isBefore(floor))
                .toList();
        return older.stream().anyMatch(message -> message.messageSeq() == lowest)
                ? older.stream().mapToLong(Message::messageSeq).max().orElse(0)
                : 0;
    }

    private List<SeqRun> absent(long from, long to) {
        List<SeqRun> runs = new ArrayList<>();
        long next = from;
        for (long seq : from > to ? new TreeSet<Long>() : present.subSet(from, true, to, true)) {
            if (seq > next) {
                runs.add(new SeqRun(next, seq - 1));
            }
            next = seq + 1;
        }
        if (next <= to) {
            runs.add(new SeqRun(next, to));
        }
        return runs;
    }
}
