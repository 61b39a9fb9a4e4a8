package io.wkgate.replica;

import java.util.Locale;

/** How far a process is. */
public enum Phase {
    STARTING,
    SERVING,
    DRAINING;

    /** As it is stored and shown. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
