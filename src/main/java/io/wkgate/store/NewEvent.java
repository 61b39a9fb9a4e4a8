package io.wkgate.store;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.UUID;

/**
 * An event to be relayed, committed together with what it brought.
 *
 * @param id made once, before the first try of the transaction: a commit that is tried again is the same event
 * @param name what WuKongIM calls it
 * @param body compressed, see {@link CompressedBody}
 */
public record NewEvent(UUID id, String name, Buffer body, List<NewDelivery> deliveries) {}
