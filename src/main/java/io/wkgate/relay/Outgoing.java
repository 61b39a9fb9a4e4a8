package io.wkgate.relay;

import io.vertx.core.buffer.Buffer;
import io.wkgate.event.Selection;
import io.wkgate.store.Source;
import java.util.Optional;

/**
 * What one attempt sends.
 *
 * @param webhookId the same whenever this delivery is tried or replayed
 * @param event what WuKongIM calls it
 * @param source where the event came from
 * @param attempt from 1
 * @param body the event's whole body, as it came
 * @param selection the elements of it that are sent; empty for all
 */
record Outgoing(
        String webhookId, String event, Source source, int attempt, Buffer body, Optional<Selection> selection) {}
