package io.wkgate.gap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that WuKongIM cannot be asked, and once that it can again, however many repairs notice. Thread-safe. */
final class UpstreamAbsence {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamAbsence.class);

    /** Fewer in a row may be one node of several, or one channel. */
    private static final int FAILURES = 3;

    private int failures;

    /** @param why which node it was, and what it answered */
    synchronized void failed(String why) {
        failures++;
        if (failures == FAILURES) {
            LOG.warn("repairs wait: WuKongIM cannot be asked: {}", why);
        }
    }

    /** @return whether it could not be asked until now */
    synchronized boolean answered() {
        boolean back = away();
        failures = 0;
        if (back) {
            LOG.info("repairs go on: WuKongIM answers again");
        }
        return back;
    }

    synchronized boolean away() {
        return failures >= FAILURES;
    }
}
