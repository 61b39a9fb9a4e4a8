package io.wkgate.gap;

import java.util.List;
import java.util.Optional;

/**
 * What a page changed.
 *
 * @param left what is still to be done, perhaps nothing; absent if the claim was lost, and then nothing was changed
 * @param closed the gaps that it closed, as they were before
 * @param absent how many numbers turned out not to be in upstream's log
 */
record Progress(Optional<Claim> left, List<OpenGap> closed, long absent) {

    static final Progress LOST = new Progress(Optional.empty(), List.of(), 0);
}
