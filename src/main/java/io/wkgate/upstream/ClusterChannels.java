package io.wkgate.upstream;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.wkgate.event.ChannelKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /cluster/channels} (v2): the groups that were created over the API, the latest first, each with its newest
 * number; persons and commands are not among them. The next page begins behind the last one's created_at (source, and
 * measured on v2.0.4, v2.0.10 and v2.2.5).
 */
final class ClusterChannels {

    private static final int PAGE = 200;

    private ClusterChannels() {}

    /** @param page the created_at behind which it begins */
    static Future<ListedChannels> ask(UpstreamCall node, Optional<String> page) {
        Map<String, String> parameters = new HashMap<>(Map.of("limit", Integer.toString(PAGE)));
        page.ifPresent(behind -> parameters.put("offset_created_at", behind));
        return node.ask(UpstreamRequest.get("/cluster/channels", parameters))
                .map(answer -> answer.json()
                        .filter(body -> body.getValue("data") instanceof JsonArray)
                        .orElseThrow(LogRows::notUnderstood))
                .map(body -> listed(body, page));
    }

    private static ListedChannels listed(JsonObject body, Optional<String> page) {
        List<ListedChannel> channels = new ArrayList<>();
        long last = 0;
        for (Object element : body.getJsonArray("data")) {
            JsonObject row = element instanceof JsonObject json ? json : new JsonObject();
            ListedRow.of(row, "last_msg_seq")
                    .orElseThrow(LogRows::notUnderstood)
                    .channel()
                    .filter(listed -> listed.channel().type() != ChannelKey.PERSON)
                    .ifPresent(channels::add);
            last = row.getValue("created_at") instanceof Number created ? created.longValue() : 0;
        }
        boolean more = body.getValue("more") instanceof Number flag && flag.intValue() == 1;
        if (more && (last <= 0 || last >= page.map(Long::parseLong).orElse(Long.MAX_VALUE))) {
            // It would be asked for ever.
            throw LogRows.notUnderstood();
        }
        return new ListedChannels(List.copyOf(channels), more ? Optional.of(Long.toString(last)) : Optional.empty());
    }
}
