package io.wkgate.revoke;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a revoke has come. The message is marked in every one of them. */
public enum RevokeState {
    /** Not sent yet. */
    REQUESTED,
    /** Upstream took the command; it is not confirmed, or cannot be. */
    SENT,
    /** It took effect, by the measure of the line; or only the mark was asked for. */
    CONFIRMED,
    /** Given up; stands in the dead letters with its reason. */
    DEAD,
    /** Stopped by a person. */
    CANCELLED;

    /** In JSON and in the tables: {@code confirmed}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of that label, if it is one. */
    public static Optional<RevokeState> of(String label) {
        return Arrays.stream(values())
                .filter(state -> state.label().equals(label))
                .findFirst();
    }
}
