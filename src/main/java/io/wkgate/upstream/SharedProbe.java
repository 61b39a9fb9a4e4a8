package io.wkgate.upstream;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What another replica found out of a node.
 *
 * @param recognised whether its last probe told which WuKongIM the node is; if so, that is {@code known}
 * @param known what the node was last known to be, by whatever replica
 * @param by which replica asked last
 * @param ago when it did
 */
record SharedProbe(UpstreamNode node, boolean recognised, Optional<UpstreamReport> known, UUID by, Duration ago) {}
