package io.wkgate.intake;

import io.wkgate.store.Command;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whoever waits for them which messages are revoked by the commands that came back. */
final class Echoes {

    private static final Logger LOG = LoggerFactory.getLogger(Echoes.class);

    private final Consumer<List<Long>> listener;

    Echoes(Consumer<List<Long>> listener) {
        this.listener = listener;
    }

    /** The commands are committed. Never throws: a revoke also finds its echo in the table, later. */
    void tell(List<Command> committed) {
        if (committed.isEmpty()) {
            return;
        }
        List<Long> revoked = committed.stream()
                .flatMapToLong(command -> command.revokes().stream())
                .distinct()
                .boxed()
                .toList();
        if (revoked.isEmpty()) {
            return;
        }
        try {
            listener.accept(revoked);
        } catch (RuntimeException e) {
            LOG.warn("who waits for the echoes of revokes failed", e);
        }
    }
}
