package io.wkgate.gap;

import io.wkgate.event.ChannelKey;
import io.wkgate.event.Message;
import io.wkgate.event.SeqRun;
import io.wkgate.store.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The numbers of one channel while something is learned of them. It knows no database: from what was known and what came it
 * makes what is to be written.
 *
 * <p>A channel that was deleted and made anew, or moved to another version, begins again at a low number with newer
 * messages. Only the message ids tell that from numbers that come late, for they hold the time.
 */
final class ChannelNumbers {

    /** So much the clocks of upstream's nodes may differ, and the order of ids and numbers with them. */
    static final Duration CLOCKS = Duration.ofSeconds(10);

    /** All numbers of a channel: of one that began anew all gaps are wanted, those that are closed too. */
    static final SeqRun ALL = new SeqRun(1, Long.MAX_VALUE);

    private static final Comparator<Came> BY_NUMBER = Comparator.<Came>comparingLong(came -> highest(came.numbers()))
            .thenComparingLong(came -> came.numbers().lastMessageId());

    private final ChannelKey channel;
    private final Optional<ChannelRow> before;
    private final Instant findingSince;
    private final ChannelGaps gaps;
    private boolean begun;
    private boolean begunAnew;
    private long first;
    private long last;
    private long lastId;
    private long sinceId;
    private Instant seenAt = Instant.EPOCH;

    /**
     * @param gaps at least the channel's gaps that {@link #concerned} names
     * @param findingSince what was sent before is history, and never a gap by itself
     */
    ChannelNumbers(ChannelKey channel, Optional<ChannelRow> row, List<KnownGap> gaps, Instant findingSince) {
        this.channel = channel;
        this.before = row;
        this.findingSince = findingSince;
        this.gaps = new ChannelGaps(channel, gaps);
        row.ifPresent(it -> {
            begun = true;
            first = it.firstSeq();
            last = it.lastSeq();
            lastId = it.lastMessageId();
            sinceId = it.sinceMessageId();
            seenAt = it.seenAt();
        });
    }

    /** Numbers of the channel that came, and when, to the minute. */
    record Came(Arrival.Numbers numbers, Instant minute) {}

    /** The numbers in which a gap may be concerned by what came; nothing if no gap can be, as nearly always. */
    static Optional<SeqRun> concerned(ChannelRow row, List<Came> batch) {
        long lowest = Long.MAX_VALUE;
        for (Came came : batch) {
            if (renumbered(came.numbers(), row.lastSeq(), row.lastMessageId())) {
                return Optional.of(ALL);
            }
            lowest = Math.min(lowest, came.numbers().runs().get(0).first());
        }
        return lowest <= row.lastSeq() ? Optional.of(new SeqRun(lowest, row.lastSeq())) : Optional.empty();
    }

    /** Takes what came; in which order it came makes no difference. */
    void add(List<Came> batch) {
        if (batch.size() == 1) {
            add(batch.get(0));
        } else {
            batch.stream().sorted(BY_NUMBER).forEach(this::add);
        }
    }

    private void add(Came came) {
        Arrival.Numbers numbers = came.numbers();
        if (former(numbers)) {
            return;
        }
        SeqRun lowest = numbers.runs().get(0);
        if (!begun) {
            begin(lowest.first());
        } else if (renumbered(numbers, last, lastId)) {
            beginAnew(lowest.first());
        }
        long highest = highest(numbers);
        if (highest > last || (highest == last && lastId == 0)) {
            for (SeqRun run : numbers.runs()) {
                take(run);
            }
            lastId = numbers.lastMessageId();
        } else {
            numbers.runs().forEach(gaps::fill);
        }
        seenAt = came.minute().isAfter(seenAt) ? came.minute() : seenAt;
    }

    /**
     * Takes what has come later than what was added: it only keeps numbers that came in another order from being taken for
     * gaps.
     */
    void alsoCame(Arrival.Numbers numbers) {
        if (!former(numbers) && !renumbered(numbers, last, lastId)) {
            numbers.runs().forEach(gaps::fillOpened);
        }
    }

    /** Whether those tell that the channel began anew; then they have to be merged before anything else is learned of it. */
    boolean beganAnewWith(Arrival.Numbers numbers) {
        return begun && !former(numbers) && renumbered(numbers, last, lastId);
    }

    /**
     * Takes upstream's newest number.
     *
     * @param messageId of it; 0 if it is not known
     */
    Compared newest(long seq, long messageId, Instant now) {
        Compared compared = compare(seq, messageId);
        switch (compared) {
            case NEW -> {
                begun = true;
                first = seq + 1;
                gaps.open(new SeqRun(1, seq), GapReason.BEHIND, Optional.of(findingSince));
            }
            case BEHIND -> gaps.open(new SeqRun(last + 1, seq), GapReason.BEHIND, holeFloor());
            case RENUMBERED -> beginAnew(seq + 1);
            case LOWER -> {
                return compared;
            }
            case SAME -> {
                lastId = lastId == 0 ? messageId : lastId;
                return compared;
            }
        }
        last = seq;
        lastId = messageId;
        seenAt = now.truncatedTo(ChronoUnit.MINUTES);
        return compared;
    }

    private Compared compare(long seq, long messageId) {
        if (!begun) {
            return Compared.NEW;
        }
        if (seq > last) {
            return Compared.BEHIND;
        }
        // The same message with a lower number was moved with its channel.
        boolean moved = messageId != 0 && messageId == lastId && seq < last;
        if (moved || newer(messageId, lastId)) {
            return Compared.RENUMBERED;
        }
        return seq == last ? Compared.SAME : Compared.LOWER;
    }

    /** Whether the gaps that were opened, if any, are still to be looked for among what has come meanwhile. */
    boolean opensGaps() {
        return gaps.anyOpened();
    }

    /** The row as it is now. */
    ChannelRow row() {
        return new ChannelRow(channel, first, last, lastId, sinceId, seenAt);
    }

    /** What is to be written; nothing if nothing that came counts. */
    Optional<ChannelChange> change() {
        if (!begun) {
            return Optional.empty();
        }
        return Optional.of(gaps.change(before, row(), begunAnew));
    }

    private void begin(long lowest) {
        begun = true;
        first = lowest;
        last = lowest - 1;
        if (lowest > 1) {
            gaps.open(new SeqRun(1, lowest - 1), GapReason.FIRST_SEEN, Optional.of(findingSince));
        }
    }

    private void beginAnew(long lowest) {
        Instant end = Message.idTime(lastId);
        // Where a channel was moved with its messages, what was missing then may now stand anywhere below.
        Instant floor = gaps.missingAt(end) || end.isBefore(findingSince) ? findingSince : end;
        gaps.abandon();
        begunAnew = true;
        sinceId = lastId;
        first = first == 1 ? 1 : lowest;
        last = lowest - 1;
        if (lowest > 1) {
            gaps.open(new SeqRun(1, lowest - 1), GapReason.RENUMBERED, Optional.of(floor));
        }
    }

    private void take(SeqRun run) {
        // Not "last + 1", which no number is behind the largest one.
        if (run.first() - 1 > last) {
            gaps.open(new SeqRun(last + 1, run.first() - 1), GapReason.HOLE, holeFloor());
        } else {
            gaps.fill(run);
        }
        last = Math.max(last, run.last());
    }

    /** Behind a number that is history itself, some of what is missing is, too. */
    private Optional<Instant> holeFloor() {
        return lastId != 0 && Message.idTime(lastId).isBefore(findingSince)
                ? Optional.of(findingSince)
                : Optional.empty();
    }

    /** Whether they are of the counting before the channel began anew, and came late. */
    private boolean former(Arrival.Numbers numbers) {
        if (sinceId != 0 && numbers.lastMessageId() <= sinceId) {
            return true;
        }
        SeqRun top = numbers.runs().get(numbers.runs().size() - 1);
        boolean unsure = sinceId != 0 || before.isEmpty();
        return unsure && top.first() - 1 > last && newer(lastId, numbers.lastMessageId());
    }

    /** Whether they are no higher than the last one, but newer. */
    private static boolean renumbered(Arrival.Numbers numbers, long last, long lastId) {
        return highest(numbers) <= last && newer(numbers.lastMessageId(), lastId);
    }

    private static boolean newer(long messageId, long than) {
        return messageId != 0
                && than != 0
                && Message.idTime(messageId).isAfter(Message.idTime(than).plus(CLOCKS));
    }

    static long highest(Arrival.Numbers numbers) {
        return numbers.runs().get(numbers.runs().size() - 1).last();
    }
}
