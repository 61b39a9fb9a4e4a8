/**
 * Finding missing sequence numbers and pulling the messages back from upstream's log. Promises that a hole is
 * repaired, or recorded as absent or unreadable with the reason, and never guessed. {@code boot} starts it; it calls
 * {@code upstream}, {@code store}, {@code event} and {@code config}. It holds no code yet.
 */
@NullMarked
package io.wkgate.gap;

import org.jspecify.annotations.NullMarked;
