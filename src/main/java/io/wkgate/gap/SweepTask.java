package io.wkgate.gap;

import io.vertx.core.Future;
import io.wkgate.upstream.KnownNode;
import java.util.function.Function;

/**
 * One piece of a page: a channel, or a user's conversations. It may be done again.
 *
 * @param name by which it is known when it fails again
 */
record SweepTask(String name, Function<KnownNode, Future<SweepTally>> work) {}
