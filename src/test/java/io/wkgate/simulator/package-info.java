/**
 * A WuKongIM server as its consumers see it, for tests: the webhook it calls and the API it serves, version by version.
 *
 * <p>Promises what {@code upstream.md} and the files under {@code src/test/resources/recordings} say a real server does,
 * faults included. Start with {@link io.wkgate.simulator.Simulator}.
 */
package io.wkgate.simulator;
