/**
 * WuKongIM's wire formats into records, and into the shape of another of its lines. Promises that an id stays exact, that
 * a channel has one key on every line, that unknown fields cost nothing, and that what cannot be read is told by the
 * field's name, or handed on as it is, and never thrown at the caller. Anybody may call it; it calls only {@code config}.
 */
@NullMarked
package io.wkgate.event;

import org.jspecify.annotations.NullMarked;
