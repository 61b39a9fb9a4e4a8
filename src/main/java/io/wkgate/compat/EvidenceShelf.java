package io.wkgate.compat;

import java.util.Optional;

/** Where evidence can be looked up. */
interface EvidenceShelf {

    /** Why it is none for that version, such as a file that is not there; nothing if it is good. */
    Optional<String> fault(MeasuredVersion version, Evidence evidence);
}
