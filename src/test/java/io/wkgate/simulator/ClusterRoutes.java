package io.wkgate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What v2 tells of its cluster on the API's own port: a channel's members, and messages of whatever channel. */
final class ClusterRoutes {
    private static final String CHANNELS = "/cluster/channels/";
    private static final String SUBSCRIBERS = "/subscribers";

    private final Disk disk;

    ClusterRoutes(Disk disk) {
        this.disk = disk;
    }

    void addTo(Api api) {
        api.on("GET /cluster/messages", this::messages).under("GET " + CHANNELS, this::channel);
    }

    private Answer channel(Call call) {
        String path = call.request().path();
        String[] named = path.substring(CHANNELS.length()).split("/", -1);
        if (named.length != 3 || !path.endsWith(SUBSCRIBERS)) {
            return Answer.notFound();
        }
        ChannelKey channel = new ChannelKey(Api.decoded(named[0]), Integer.parseInt(named[1]));
        return Answer.json(new JsonArray(disk.channels.members(channel)));
    }

    private Answer messages(Call call) {
        String id = call.parameter("message_id");
        List<StoredMessage> rows = disk.log.all().stream()
                .filter(row -> id.isEmpty() || id.equals(Long.toString(row.messageId())))
                .toList();
        JsonArray data = new JsonArray();
        rows.forEach(row -> data.add(shown(row)));
        return Answer.json(new JsonObject().put("total", 0).put("data", data));
    }

    /** Without header and setting, and with the channel as the log names it. */
    static JsonObject shown(StoredMessage row) {
        return new JsonObject()
                .put("message_id", Long.toString(row.messageId()))
                .put("message_seq", row.messageSeq())
                .put("client_msg_no", row.clientMsgNo())
                .put("timestamp", row.timestamp())
                .put("channel_id", row.channelId())
                .put("channel_type", row.channelType())
                .put("from_uid", row.fromUid())
                .put("payload", row.base64());
    }
}
