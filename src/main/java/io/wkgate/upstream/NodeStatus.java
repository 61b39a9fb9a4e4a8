package io.wkgate.upstream;

import java.util.Optional;
import java.util.UUID;

/**
 * What is known of one node now.
 *
 * @param latest what the last probe came to; nothing before the first
 * @param known the last report; it outlives a wrong token, an outage and a restart, for none says anything about the line
 * @param probedBy which replica asked last; nothing where there is only one
 */
public record NodeStatus(
        UpstreamNode node, Optional<ProbeResult> latest, Optional<UpstreamReport> known, Optional<UUID> probedBy) {

    static NodeStatus unknown(UpstreamNode node) {
        return new NodeStatus(node, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** This, and what another probe came to. */
    NodeStatus after(ProbeResult result) {
        return after(result, Optional.empty());
    }

    /** This, and what another probe came to, which that replica made. */
    NodeStatus after(ProbeResult result, Optional<UUID> by) {
        return new NodeStatus(
                node,
                Optional.of(result),
                result instanceof ProbeResult.Recognised recognised ? Optional.of(recognised.report()) : known,
                by);
    }

    /** This, and what is told of it by somebody who asked earlier. */
    NodeStatus learned(UpstreamReport report) {
        return new NodeStatus(node, latest, Optional.of(report), probedBy);
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
