package io.wkgate.store;

import java.util.OptionalLong;

/**
 * A command that came through the webhook; of it only this is kept.
 *
 * @param messageId of the command itself
 * @param revokes the message that it revokes, if it is a revoke
 */
public record Command(long messageId, OptionalLong revokes) {}
