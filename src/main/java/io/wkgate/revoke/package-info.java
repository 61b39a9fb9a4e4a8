/**
 * Policy, marks, tasks and the worker of revokes. Promises that a revoke which was accepted gets done or stands
 * visibly in the dead letters, and that the same revoke twice is one. {@code api}, {@code ops} and {@code boot} call it; it
 * calls {@code upstream}, {@code intake} (whose {@code RepairedMessages} stores what it fetched), {@code store}, {@code event} and
 * {@code config}.
 * Begin reading at {@link io.wkgate.revoke.Revokes}.
 */
@NullMarked
package io.wkgate.revoke;

import org.jspecify.annotations.NullMarked;
