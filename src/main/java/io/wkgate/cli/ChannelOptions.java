package io.wkgate.cli;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --channel}, {@code --type} and {@code --uid}, by which commands are told a channel. */
final class ChannelOptions {

    @Option(
            names = "--channel",
            paramLabel = "ID",
            description = "A channel's id: of a person channel the joined id a@b, or the other user's uid with --uid.")
    private @Nullable List<String> ids;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "The channel's type: 1 for a person channel, 2 for a group, …")
    private @Nullable Integer type;

    @Option(names = "--uid", paramLabel = "UID", description = "One of the two users of a person channel.")
    private @Nullable String uid;

    /** Whether any of them was given. */
    boolean given() {
        return ids != null || type != null || uid != null;
    }

    List<String> ids() {
        return ids == null ? List.of() : ids;
    }

    /** A body's members that name a channel; what was not given is left out, and the gateway says that it is missing. */
    JsonObject addTo(JsonObject body, String id) {
        body.put("channel_id", id);
        if (type != null) {
            body.put("channel_type", type);
        }
        if (uid != null) {
            body.put("uid", uid);
        }
        return body;
    }

    ListQuery addTo(ListQuery query) {
        String id = ids == null ? null : ids.get(ids.size() - 1);
        return query.withGiven("channel_id", id)
                .withGiven("channel_type", type == null ? null : type.toString())
                .withGiven("uid", uid);
    }
}
