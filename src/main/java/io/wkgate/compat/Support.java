package io.wkgate.compat;

import java.util.Arrays;

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

    /** @throws IllegalArgumentException if there is no such word; the message has those that there are */
    static Support labelled(String label) {
        return Arrays.stream(values())
                .filter(support -> support.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + label + "\" is no support: write one of "
                        + Arrays.stream(values()).map(Support::label).toList()));
    }
}
