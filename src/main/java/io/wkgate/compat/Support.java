package io.wkgate.compat;

/** How far something works, from the best to the worst. */
public enum Support {
    /** It works on this WuKongIM by itself. */
    WORKS("works"),
    /** By itself it fails or loses something; behind wkgate it works. */
    THROUGH_WKGATE("through-wkgate"),
    /** Something is missing even behind wkgate; the outcome says what. */
    DEGRADED("degraded"),
    /** Nothing makes it work on this WuKongIM. */
    IMPOSSIBLE("impossible");

    private final String label;

    Support(String label) {
        this.label = label;
    }

    /** As in the data and in JSON. */
    public String label() {
        return label;
    }
}
