/**
 * Typed, validated settings. Promises that a process never starts on settings it does not understand, that every mistake
 * is listed at once, and that no secret is quoted. Anybody may call it; it calls nobody.
 */
@NullMarked
package io.wkgate.config;

import org.jspecify.annotations.NullMarked;
