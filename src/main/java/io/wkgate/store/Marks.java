package io.wkgate.store;

import io.wkgate.config.DatabaseSettings.LayoutName;
import io.wkgate.event.Message;
import io.wkgate.event.Refusal;
import java.time.Instant;
import java.util.Optional;

/** What marks messages as revoked; {@link Database#commit} runs it, together with what depends on it. */
public final class Marks {

    private final Layout layout;

    private Marks(Layout layout) {
        this.layout = layout;
    }

    public static Marks of(LayoutName layout) {
        return new Marks(Layout.of(layout));
    }

    /**
     * Marks the message unless it is marked already: the first revoker and the first time stay. It changes a row exactly
     * if the mark is new, also when several replicas run it at once. In the layout native the message must be stored.
     *
     * @param revokerUid one that {@link #refuses} nothing of
     */
    public Statement mark(Message message, String revokerUid, Instant at) {
        return layout.mark(message, revokerUid, at);
    }

    /** Why this revoker does not fit the mark's column, if it does not. */
    public Optional<Refusal> refuses(String revokerUid) {
        return layout.refusesRevoker(revokerUid);
    }
}
