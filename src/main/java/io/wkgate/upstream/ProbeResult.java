package io.wkgate.upstream;

import java.time.Instant;
import java.util.List;

/** What came of asking a node which WuKongIM it is. */
public sealed interface ProbeResult {

    UpstreamNode node();

    Instant probedAt();

    /** What each route answered, as far as the probe came. */
    List<Evidence> evidence();

    /** A sentence for the log and for operators. */
    String description();

    /** It is a WuKongIM, and this one. */
    record Recognised(UpstreamReport report) implements ProbeResult {
        @Override
        public UpstreamNode node() {
            return report.node();
        }

        @Override
        public Instant probedAt() {
            return report.probedAt();
        }

        @Override
        public List<Evidence> evidence() {
            return report.evidence();
        }

        @Override
        public String description() {
            return "is WuKongIM " + report.line() + ", version " + report.version() + ", spoken to as "
                    + report.dialect().line();
        }
    }

    /**
     * It did not answer, or only in part, or that it is in trouble; nothing follows from that.
     *
     * @param reason a sentence
     */
    record Unreachable(UpstreamNode node, String reason, List<Evidence> evidence, Instant probedAt)
            implements ProbeResult {
        @Override
        public String description() {
            return "is not reachable: " + reason;
        }
    }

    /** It answered 401: the token is missing or wrong, and nothing else follows from that. */
    record TokenRefused(UpstreamNode node, List<Evidence> evidence, Instant probedAt) implements ProbeResult {
        @Override
        public String description() {
            return "answers 401: token missing or wrong";
        }
    }

    /**
     * Something answers, but it is no WuKongIM, or one that hides what tells its line.
     *
     * @param reason a sentence
     */
    record Unrecognised(UpstreamNode node, String reason, List<Evidence> evidence, Instant probedAt)
            implements ProbeResult {
        @Override
        public String description() {
            return "is not a WuKongIM that wkgate knows: " + reason;
        }
    }
}
