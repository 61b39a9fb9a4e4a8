/**
 * The webhook's endpoints, the group commit, and holding the line. Promises that no event is acknowledged before its
 * commit, that a bad entry costs no other, and that what is in memory is bounded. What {@code relay} plans of an event is
 * committed with it. {@code boot} starts it, {@code ops} replays through it; it calls {@code store}, {@code event},
 * {@code web} and {@code config}.
 */
@NullMarked
package io.wkgate.intake;

import org.jspecify.annotations.NullMarked;
