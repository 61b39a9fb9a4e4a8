/**
 * WuKongIM's wire formats into records. Promises that an id stays exact, that a channel has one key on every line, that
 * unknown fields cost nothing, and that what cannot be read is told by the field's name and never thrown at the caller.
 * Anybody may call it; it calls only {@code config}.
 */
@NullMarked
package io.wkgate.event;

import org.jspecify.annotations.NullMarked;
