/**
 * Policy, marks, tasks and the worker of revokes. Promises that a revoke which was accepted gets done or stands
 * visibly in the dead letters, and that the same revoke twice is one. {@code proxy} and {@code boot} call it; it
 * calls {@code relay}, {@code upstream}, {@code store}, {@code event} and {@code config}. It holds no code yet.
 */
@NullMarked
package io.wkgate.revoke;

import org.jspecify.annotations.NullMarked;
