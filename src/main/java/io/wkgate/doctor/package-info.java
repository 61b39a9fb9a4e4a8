/**
 * Checks of table structure, permissions and webhook set-up. Promises to change nothing and to say for every finding
 * what to do about it. {@code ops} and {@code cli} call it; it calls {@code upstream}, {@code store} and {@code
 * config}.
 */
@NullMarked
package io.wkgate.doctor;

import org.jspecify.annotations.NullMarked;
