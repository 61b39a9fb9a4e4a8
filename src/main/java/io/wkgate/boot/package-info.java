/**
 * Wiring: starts and drains the parts; no logic. Promises that a start which fails leaves nothing running, and that a stop
 * answers what is held. Only {@code cli} calls it.
 */
@NullMarked
package io.wkgate.boot;

import org.jspecify.annotations.NullMarked;
