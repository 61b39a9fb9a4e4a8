/**
 * A WuKongIM server as its consumers see it, for tests: the webhook it calls, the API it serves and the chat clients it
 * delivers to, version by version.
 *
 * <p>Promises what {@code upstream.md} and the files under {@code src/test/resources/recordings} say a real server does,
 * faults included. Start with {@link io.wkgate.simulator.Simulator}.
 */
package io.wkgate.simulator;
