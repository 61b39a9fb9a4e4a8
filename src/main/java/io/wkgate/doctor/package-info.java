/**
 * Checks of settings, database, upstream, webhook and destinations. Promises to change nothing, but for a test message that
 * was asked for, and to say for every finding what to do about it. {@code ops} and {@code cli} call it; it calls {@code
 * upstream}, {@code intake}, {@code relay}, {@code store} and {@code config}.
 */
@NullMarked
package io.wkgate.doctor;

import org.jspecify.annotations.NullMarked;
