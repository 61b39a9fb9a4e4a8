package io.wkgate.store;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An event to be relayed, committed together with what it brought.
 *
 * @param id made once, before the first try of the transaction: a commit that is tried again is the same event
 * @param name what WuKongIM calls it
 * @param body compressed, see {@link CompressedBody}
 * @param held if its maker goes on with it after the commit; not stored
 */
public record NewEvent(UUID id, String name, Buffer body, Optional<Held> held, List<NewDelivery> deliveries) {

    /**
     * What its maker has in memory.
     *
     * @param body as it is sent
     * @param since on the clock of {@link System#nanoTime}, before the first try of the transaction: no lease that is
     *     committed with it begins earlier
     */
    public record Held(Buffer body, long since) {}

    /** One that is forgotten when it is stored. */
    public NewEvent(UUID id, String name, Buffer body, List<NewDelivery> deliveries) {
        this(id, name, body, Optional.empty(), deliveries);
    }
}
