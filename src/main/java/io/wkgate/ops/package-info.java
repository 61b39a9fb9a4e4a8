/**
 * Health, metrics and what operators do. Promises that nothing but the health paths answers without a credential, and that
 * live and ready tell the truth. {@code boot} starts it; it calls {@code api}, {@code compat}, {@code revoke}, {@code relay},
 * {@code gap}, {@code intake}, {@code upstream}, {@code store} and {@code web}.
 */
@NullMarked
package io.wkgate.ops;

import org.jspecify.annotations.NullMarked;
