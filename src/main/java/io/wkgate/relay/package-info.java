/**
 * Destinations, the outbox and the delivery worker. Promises that an event which was acknowledged reaches every
 * destination at least once, or stands visibly in the dead letters. {@code boot} starts it; it calls {@code intake},
 * {@code store}, {@code event} and {@code config}. It holds no code yet.
 */
@NullMarked
package io.wkgate.relay;

import org.jspecify.annotations.NullMarked;
