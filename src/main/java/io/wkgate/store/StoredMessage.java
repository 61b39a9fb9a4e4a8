package io.wkgate.store;

import io.wkgate.event.Message;
import java.util.Optional;

/**
 * A message as its row has it, with its payload even where it is revoked.
 *
 * @param mark empty while it is not revoked
 */
public record StoredMessage(Message message, Optional<Mark> mark) {}
