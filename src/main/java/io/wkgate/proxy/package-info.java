/**
 * The WuKongIM API for business servers, translated to the line that upstream runs. Promises that a call made for
 * one line means the same on every other, or is refused with the reason. {@code boot} starts it; it calls {@code
 * revoke}, {@code upstream}, {@code store}, {@code event} and {@code config}. It holds no code yet.
 */
@NullMarked
package io.wkgate.proxy;

import org.jspecify.annotations.NullMarked;
