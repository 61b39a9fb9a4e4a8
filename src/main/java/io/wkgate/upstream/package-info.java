/**
 * Speaking to WuKongIM: client, probe, and one dialect per line. Promises that nothing above it needs to know which
 * line upstream runs. Whatever stands above it in the list of packages may call it; it calls {@code event} and
 * {@code config}. It holds no code yet.
 */
@NullMarked
package io.wkgate.upstream;

import org.jspecify.annotations.NullMarked;
