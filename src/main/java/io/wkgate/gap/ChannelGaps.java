package io.wkgate.gap;

import io.wkgate.event.ChannelKey;
import io.wkgate.event.SeqRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The gaps of one channel while something is learned of its numbers: what is left of those that were known, and new ones. */
final class ChannelGaps {

    private final ChannelKey channel;
    private final List<GapLeft> known = new ArrayList<>();
    private final List<NewGap> abandoned = new ArrayList<>();
    private List<NewGap> opened = new ArrayList<>();

    ChannelGaps(ChannelKey channel, List<KnownGap> gaps) {
        this.channel = channel;
        gaps.forEach(gap -> known.add(new GapLeft(gap)));
    }

    /** @param floor what was sent before is not asked for */
    void open(SeqRun run, GapReason reason, Optional<Instant> floor) {
        opened.add(NewGap.open(channel, run, reason, floor));
    }

    /** Takes numbers that came. */
    void fill(SeqRun run) {
        known.forEach(gap -> gap.fill(run));
        fillOpened(run);
    }

    /** Takes numbers that came, for the new ones alone. */
    void fillOpened(SeqRun run) {
        if (opened.isEmpty()) {
            return;
        }
        List<NewGap> left = new ArrayList<>(opened.size() + 1);
        for (NewGap gap : opened) {
            RunsLeft.without(gap.run(), run).forEach(piece -> left.add(piece == gap.run() ? gap : gap.part(piece)));
        }
        opened = left;
    }

    boolean anyOpened() {
        return !opened.isEmpty();
    }

    /** Whether something was missing then. */
    boolean missingAt(Instant end) {
        return anyOpened() || known.stream().anyMatch(gap -> gap.missingAt(end));
    }

    /** The channel begins anew: no number of the counting before can come any more. */
    void abandon() {
        opened.forEach(gap -> abandoned.add(gap.absent(ChannelChange.RENUMBERED)));
        opened.clear();
        known.clear();
    }

    /** What is to be written of them, and of the channel. */
    ChannelChange change(Optional<ChannelRow> before, ChannelRow after, boolean begunAnew) {
        List<NewGap> added = new ArrayList<>(abandoned);
        List<ChannelChange.Shrunk> shrunk = new ArrayList<>();
        List<KnownGap> closed = new ArrayList<>();
        for (GapLeft gap : known) {
            gap.sortInto(added, shrunk, closed);
        }
        added.addAll(opened);
        return new ChannelChange(before, after, begunAnew, added, shrunk, closed);
    }

    /** A gap that was known, and what is left of it. */
    private static final class GapLeft {

        private final KnownGap gap;
        private List<SeqRun> left;

        GapLeft(KnownGap gap) {
            this.gap = gap;
            left = List.of(gap.run());
        }

        /** Whether it was open then; who has closed it since then may have asked for numbers of the new counting. */
        boolean missingAt(Instant end) {
            return gap.state() == GapState.OPEN
                    || gap.state() == GapState.UNREADABLE
                    || gap.dueAt().isAfter(end);
        }

        /**
         * Who is repairing it now finds out by itself; and below the beginning of a new counting only a page of the log
         * tells which of two messages with one number came.
         */
        void fill(SeqRun run) {
            if (!gap.working() && gap.state() != GapState.REPAIRED && gap.reason() != GapReason.RENUMBERED) {
                left = RunsLeft.without(left, run);
            }
        }

        void sortInto(List<NewGap> added, List<ChannelChange.Shrunk> shrunk, List<KnownGap> closed) {
            if (left.isEmpty()) {
                closed.add(gap);
            } else if (left.size() > 1 || !left.get(0).equals(gap.run())) {
                shrunk.add(new ChannelChange.Shrunk(gap, left.get(0)));
                left.subList(1, left.size()).forEach(piece -> added.add(gap.part(piece)));
            }
        }
    }
}
