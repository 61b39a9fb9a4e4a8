/**
 * Finding missing sequence numbers and pulling the messages back from upstream's log. Promises that a hole is repaired, or
 * recorded as absent or unreadable with the reason, and never guessed; that a process which dies in the middle costs a page
 * read again and nothing else; and that nothing of it slows or fails intake, which tells it only what came and what it did not
 * acknowledge. {@code Gaps} puts the parts together and {@code boot} starts it; {@code ops} asks its {@code GapDesk}. It calls
 * {@code intake}, {@code upstream}, {@code replica}, {@code store}, {@code event} and {@code config}.
 */
@NullMarked
package io.wkgate.gap;

import org.jspecify.annotations.NullMarked;
