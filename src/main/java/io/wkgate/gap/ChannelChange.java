package io.wkgate.gap;

import io.wkgate.event.SeqRun;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is to be written of one channel.
 *
 * @param before its row until now; nothing for one that was not known
 * @param begunAnew whether all of its gaps until now are of a counting that is over, and close
 * @param opened gaps to add
 * @param shrunk gaps of which a part came
 * @param closed gaps of which everything came
 */
record ChannelChange(
        Optional<ChannelRow> before,
        ChannelRow after,
        boolean begunAnew,
        List<NewGap> opened,
        List<Shrunk> shrunk,
        List<KnownGap> closed) {

    /** The evidence of a gap that closed because its channel counts anew. */
    static final String RENUMBERED = "renumbered: newer messages of this channel came with lower numbers";

    /** @param run what is left of it */
    record Shrunk(KnownGap gap, SeqRun run) {}

    /** Whether its row is another one now. */
    boolean rowChanged() {
        return !before.equals(Optional.of(after));
    }

    /** The same, with what it adds as of a sweep. */
    ChannelChange of(OptionalLong sweep) {
        return new ChannelChange(
                before,
                after,
                begunAnew,
                opened.stream().map(gap -> gap.of(sweep)).toList(),
                shrunk,
                closed);
    }

    /** Whether something is there now that upstream can be asked for. */
    boolean opensGaps() {
        return opened.stream().anyMatch(gap -> gap.state() == GapState.OPEN);
    }
}
