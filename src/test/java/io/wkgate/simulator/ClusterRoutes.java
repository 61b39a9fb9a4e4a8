package io.wkgate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What v2 tells of its cluster on the API's own port: its groups, a channel's members, and messages of whatever channel. */
final class ClusterRoutes {
    private static final String CHANNELS = "/cluster/channels/";
    private static final String SUBSCRIBERS = "/subscribers";

    private static final int DEFAULT_LIMIT = 20;

    private final Disk disk;
    private final long startedMillis = System.currentTimeMillis();

    ClusterRoutes(Disk disk) {
        this.disk = disk;
    }

    void addTo(Api api) {
        api.on("GET /cluster/messages", this::messages)
                .on("GET /cluster/node", call -> node())
                .on("GET /cluster/channels", this::channels)
                .under("GET " + CHANNELS, this::channel);
    }

    private Answer node() {
        return Answer.json(
                new JsonObject().put("id", 1).put("online", 1).put("uptime", ServerRoutes.uptime(startedMillis)));
    }

    /** Only what was created, the latest first; the next page begins behind a created_at (measured on all three). */
    private Answer channels(Call call) {
        List<ChannelKey> created = disk.channels.created();
        int limit = call.number("limit") == 0 ? DEFAULT_LIMIT : call.number("limit");
        String behind = call.parameter("offset_created_at");
        // The order of creation serves for its time.
        long before = behind.isEmpty() ? created.size() + 1 : Long.parseLong(behind);
        JsonArray data = new JsonArray();
        long place = Math.min(before - 1, created.size());
        for (; place > 0 && data.size() < limit; place--) {
            ChannelKey channel = created.get((int) place - 1);
            data.add(new JsonObject()
                    .put("channel_id", channel.channelId())
                    .put("channel_type", channel.channelType())
                    .put("subscriber_count", disk.channels.members(channel).size())
                    .put("last_msg_seq", disk.log.last(channel))
                    .put("created_at", place));
        }
        return Answer.json(
                new JsonObject().put("total", 0).put("more", place > 0 ? 1 : 0).put("data", data));
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
