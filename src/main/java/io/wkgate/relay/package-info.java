/**
 * Destinations, the outbox and the worker that delivers from it. Promises that every event which was acknowledged reaches
 * each destination that wants it at least once, or stands visibly in the dead letters, and that a dead destination delays
 * nobody else. {@code ops} and {@code boot} call it; it calls {@code intake}, {@code store}, {@code event} and
 * {@code config}. Begin reading at {@link io.wkgate.relay.Relay}.
 */
@NullMarked
package io.wkgate.relay;

import org.jspecify.annotations.NullMarked;
