package io.wkgate.compat;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * One server of the reader's WuKongIM, as {@code /v1/upstream} and {@code wkgate probe --json} show it.
 *
 * @param address scheme, host and port, without user and password
 * @param state {@code known}, or why nothing was learned when it was asked last
 * @param running what it was when it was known last
 */
public record RunningNode(int number, String address, State state, Optional<Running> running) {

    /**
     * Which WuKongIM it is.
     *
     * @param line {@code 1.2}, {@code 2.x}, {@code 3.x}, or a newer one
     * @param version as it is told, or {@code unknown}
     */
    public record Running(String line, String version) {}

    /** What the last probe came to. */
    public enum State {
        KNOWN("known"),
        NOT_PROBED("not_probed"),
        UNREACHABLE("unreachable"),
        TOKEN_REFUSED("token_refused"),
        NOT_WUKONGIM("not_wukongim");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** As in JSON. */
        public String label() {
            return label;
        }

        static State labelled(String label) {
            for (State state : values()) {
                if (state.label.equals(label)) {
                    return state;
                }
            }
            return NOT_PROBED;
        }
    }

    /** @param status one of the nodes of {@code /v1/upstream} */
    public static RunningNode of(JsonObject status) {
        Optional<Running> running = status.containsKey("line")
                ? Optional.of(new Running(status.getString("line"), status.getString("version", "unknown")))
                : Optional.empty();
        return new RunningNode(
                status.getInteger("node", 1),
                status.getString("url", ""),
                State.labelled(status.getString("state", "")),
                running);
    }
}
