package io.wkgate.doctor;

import java.util.List;

/**
 * Looks at one part of a set-up. It changes nothing that is not taken back, and may block: the doctor runs it on a thread that may.
 */
interface Check {

    /** What it looks at: {@code database}, {@code upstream}, {@code webhook} or {@code destinations}. */
    String area();

    /** What was found, the order being that of the report. A check that cannot look says so as a finding; it throws nothing. */
    List<Finding> look();
}
