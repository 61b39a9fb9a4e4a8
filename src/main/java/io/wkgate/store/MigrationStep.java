package io.wkgate.store;

import java.util.List;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/**
 * A migration that this version of wkgate knows, or that has run here.
 *
 * @param script where it is on the class path; its bare name if this version does not know it
 */
public record MigrationStep(String version, String script, State state) {

    /** How far it is. */
    public enum State {
        DONE,
        PENDING,
        /** It was begun and went wrong; no other runs until that is cleared. */
        FAILED,
        /** Later ones have run without it, so it never will: the layout was changed under tables that were there. */
        PASSED_OVER,
        /** What ran here under its name is not what this version has. */
        CHANGED,
        /** It ran here, it is later than all of this version, and this version does not know it. */
        NEWER,
        /** It ran here, and this version, or this layout, does not know it. */
        UNKNOWN
    }

    /** Whether this version has its script. */
    public boolean isKnown() {
        return state != State.NEWER && state != State.UNKNOWN;
    }

    /** Whether it ran to its end. */
    public boolean hasRun() {
        return state == State.DONE || state == State.CHANGED;
    }

    static MigrationStep of(MigrationInfo info, List<String> locations) {
        return new MigrationStep(info.getVersion().getVersion(), path(info.getScript(), locations), state(info));
    }

    private static State state(MigrationInfo info) {
        MigrationState state = info.getState();
        if (state.isFailed()) {
            return State.FAILED;
        }
        if (state.name().startsWith("FUTURE")) {
            return State.NEWER;
        }
        if (!state.isResolved()) {
            return State.UNKNOWN;
        }
        if (!state.isApplied()) {
            return state == MigrationState.PENDING ? State.PENDING : State.PASSED_OVER;
        }
        return Boolean.FALSE.equals(info.isChecksumMatching()) ? State.CHANGED : State.DONE;
    }

    private static String path(String script, List<String> locations) {
        String name = script.substring(script.lastIndexOf('/') + 1);
        return locations.stream()
                .map(location -> location + "/" + name)
                .filter(path -> MigrationStep.class.getClassLoader().getResource(path) != null)
                .findFirst()
                .orElse(name);
    }
}
