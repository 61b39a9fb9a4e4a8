package io.wkgate.upstream;

import java.util.ArrayList;
import java.util.List;

/**
 * WuKongIM 2.x, as v2.0.4, v2.0.10 and v2.2.5 were measured.
 *
 * @param messages whether it has {@code POST /messages}, which v2.0.0-beta has not
 * @param lastMessage whether it has {@code GET /channel/last_message}, as v2.2.5 has
 */
record V2(boolean messages, boolean lastMessage) implements Dialect {

    @Override
    public String line() {
        return Line.TWO.label();
    }

    @Override
    public List<Capability> capabilities() {
        List<Capability> capabilities =
                new ArrayList<>(List.of(Capability.CHECKS_TOKEN, Capability.GRPC_WEBHOOK, Capability.MAX_MESSAGE_SEQ));
        if (messages) {
            capabilities.add(Capability.MESSAGES_BY_SEQ);
            capabilities.add(Capability.MESSAGES_BY_ID);
        }
        if (lastMessage) {
            capabilities.add(Capability.LAST_MESSAGE);
        }
        capabilities.add(Capability.CLUSTER_ROUTES);
        capabilities.add(Capability.ECHOES_COMMANDS);
        capabilities.add(Capability.ONE_SEND_REVOKES);
        return List.copyOf(capabilities);
    }
}
