/**
 * Speaking to WuKongIM: the client, the probe that tells which WuKongIM a node is, and one dialect per line. Promises that
 * nothing above it needs to ask which version upstream runs, that a conclusion comes with its evidence, that a wrong token
 * is never taken for a line, that no call blocks or lasts for ever, and that no token and no payload is logged. Whatever
 * stands above it in the list of rooms may call it; it calls only {@code store}, to share probes, {@code event} and
 * {@code config}.
 */
@NullMarked
package io.wkgate.upstream;

import org.jspecify.annotations.NullMarked;
