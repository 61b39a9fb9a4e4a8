/**
 * The matrix of what works on which version of WuKongIM: loading, checking, rendering. Promises that every cell names
 * the test or the measurement that it rests on. {@code ops} and {@code cli} call it; it calls none of the others.
 */
@NullMarked
package io.wkgate.compat;

import org.jspecify.annotations.NullMarked;
