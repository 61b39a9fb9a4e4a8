package io.wkgate.upstream;

import io.vertx.core.buffer.Buffer;
import io.wkgate.config.UpstreamUrl;

/** Nodes and failures of an upstream that is not there, for the tests of other rooms. */
public final class TestNodes {

    private TestNodes() {}

    /** One that needs no reader. */
    public static KnownNode two(int number) {
        return new KnownNode(node(number), new V2(true, true, true));
    }

    /** One that shows a channel to its members. */
    public static KnownNode three(int number) {
        return new KnownNode(node(number), new V3());
    }

    private static UpstreamNode node(int number) {
        return new UpstreamNode(number, UpstreamUrl.parse("http://wukongim-" + number + ":5001"));
    }

    /** It is not there. */
    public static UpstreamException notConnected() {
        return new UpstreamException(new UpstreamFailure.NotConnected("no connection"));
    }

    /** It does not answer. */
    public static UpstreamException noAnswer() {
        return new UpstreamException(new UpstreamFailure.NoAnswer("no answer in time"));
    }

    /** It answers with a status. */
    public static UpstreamException status(int status) {
        return new UpstreamException(new UpstreamFailure.Answered(new UpstreamAnswer(status, Buffer.buffer())));
    }
}
