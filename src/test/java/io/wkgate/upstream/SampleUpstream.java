package io.wkgate.upstream;

import io.wkgate.config.UpstreamUrl;
import java.time.Instant;
import java.util.List;

/** Nodes that nobody has started, and what may be known of them, for tests of who asks them. */
public final class SampleUpstream {

    private SampleUpstream() {}

    /** A node of line 2.x. */
    public static KnownNode node(int number) {
        return new KnownNode(upstreamNode(number), new V2(true, true, true));
    }

    private static UpstreamNode upstreamNode(int number) {
        return new UpstreamNode(number, UpstreamUrl.parse("http://node" + number + ":5001"));
    }

    /** Before its first probe. */
    public static NodeStatus unknown(int number) {
        return NodeStatus.unknown(upstreamNode(number));
    }

    /** After a probe that told that version. */
    public static NodeStatus known(NodeStatus before, String version) {
        return before.after(new ProbeResult.Recognised(new UpstreamReport(
                before.node(), "2.x", version, new V2(true, true, true), List.of(), List.of(), Instant.EPOCH)));
    }

    /** After a probe without an answer. */
    public static NodeStatus unreachable(NodeStatus before) {
        return before.after(new ProbeResult.Unreachable(before.node(), "no connection", List.of(), Instant.EPOCH));
    }

    /** What a call fails with when there is no connection. */
    public static UpstreamException notConnected() {
        return new UpstreamException(new UpstreamFailure.NotConnected("no connection"));
    }

    /** What a call fails with that is not answered. */
    public static UpstreamException noAnswer() {
        return new UpstreamException(new UpstreamFailure.NoAnswer("no answer in time"));
    }
}
