package io.wkgate.gap;

import io.wkgate.upstream.KnownNode;
import io.wkgate.upstream.NodeStatus;
import io.wkgate.upstream.ProbeResult;
import io.wkgate.upstream.UpstreamWatch;
import java.util.List;
import java.util.Optional;

/** The configured nodes of WuKongIM. */
interface UpstreamNodes {

    /** Whether there are any. */
    boolean configured();

    /** Those that were known at their last probe. */
    List<KnownNode> answering();

    static UpstreamNodes of(UpstreamWatch watch) {
        return new UpstreamNodes() {
            @Override
            public boolean configured() {
                return !watch.statuses().isEmpty();
            }

            @Override
            public List<KnownNode> answering() {
                return watch.statuses().stream()
                        .filter(UpstreamNodes::answers)
                        .map(NodeStatus::known)
                        .flatMap(Optional::stream)
                        .map(report -> new KnownNode(report.node(), report.dialect()))
                        .toList();
            }
        };
    }

    /** Whether it was known at its last probe. */
    static boolean answers(NodeStatus status) {
        return status.latest().filter(ProbeResult.Recognised.class::isInstance).isPresent();
    }
}
