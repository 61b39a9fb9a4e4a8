/**
 * Which replicas there are, how each fares, and which leases it holds. Promises that the table tells the truth by the
 * database's clock: who does not beat is silent, who ends is gone. No work depends on it: that is kept apart by leases, so a
 * replica whose heartbeat fails goes on. {@code boot} starts and ends it, {@code ops} shows it, and {@code gap} has channels
 * compared when one fell silent; it calls only {@code store} and {@code config}.
 */
@NullMarked
package io.wkgate.replica;

import org.jspecify.annotations.NullMarked;
