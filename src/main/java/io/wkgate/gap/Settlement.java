package io.wkgate.gap;

import io.wkgate.event.SeqRun;
import java.util.List;

/**
 * What a page says about one gap.
 *
 * @param lowest from this number to its end the gap is settled
 * @param absent what of it upstream does not have
 * @param closes whether nothing of it is left to ask for
 */
record Settlement(OpenGap gap, long lowest, List<SeqRun> absent, boolean closes) {

    /** Whether all that was left of it is absent. */
    boolean allAbsent() {
        return closes && absent.equals(List.of(gap.missing()));
    }
}
