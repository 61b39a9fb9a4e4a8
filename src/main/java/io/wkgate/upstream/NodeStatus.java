package io.wkgate.upstream;

import java.util.Optional;

/**
 * What is known of one node now.
 *
 * @param latest what the last probe came to; nothing before the first
 * @param known the last report; it outlives a wrong token and an outage, for neither says anything about the line
 */
public record NodeStatus(UpstreamNode node, Optional<ProbeResult> latest, Optional<UpstreamReport> known) {

    static NodeStatus unknown(UpstreamNode node) {
        return new NodeStatus(node, Optional.empty(), Optional.empty());
    }

    /** This, and what another probe came to. */
    NodeStatus after(ProbeResult result) {
        return new NodeStatus(
                node,
                Optional.of(result),
                result instanceof ProbeResult.Recognised recognised ? Optional.of(recognised.report()) : known);
    }

    /** Whether the last probe was answered, be it with 401. */
    boolean reachable() {
        return latest.filter(result -> !(result instanceof ProbeResult.Unreachable))
                .isPresent();
    }

    State state() {
        return latest.map(State::of).orElse(State.NOT_PROBED);
    }

    /** The last probe in one word. */
    enum State {
        NOT_PROBED,
        KNOWN,
        UNREACHABLE,
        TOKEN_REFUSED,
        NOT_WUKONGIM;

        static State of(ProbeResult result) {
            if (result instanceof ProbeResult.Recognised) {
                return KNOWN;
            } else if (result instanceof ProbeResult.TokenRefused) {
                return TOKEN_REFUSED;
            }
            return result instanceof ProbeResult.Unrecognised ? NOT_WUKONGIM : UNREACHABLE;
        }
    }
}
