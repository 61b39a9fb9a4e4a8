package io.wkgate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reading upstream's log on v3: only for a current member, and only from that member's joining on. */
final class LogRoutesThree {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAXIMUM_LIMIT = 10_000;
    private static final int MAXIMUM_ITEMS = 200;

    private final Disk disk;
    private final Bodies bodies;

    LogRoutesThree(Disk disk, Bodies bodies) {
        this.disk = disk;
        this.bodies = bodies;
    }

    void addTo(Api api) {
        api.on("POST /channel/messagesync", this::sync).on("POST /channel/messagesyncbatch", this::batch);
    }

    private Answer sync(Call call) {
        JsonObject body = call.json();
        String loginUid = body.getString("login_uid", "").strip();
        Optional<String> refusal = refusal(body, loginUid);
        return refusal.isPresent() ? Answer.refused(refusal.get()) : Answer.json(page(body, loginUid));
    }

    private Answer batch(Call call) {
        JsonObject body = call.json();
        String loginUid = body.getString("login_uid", "").strip();
        JsonArray items = body.getJsonArray("items", new JsonArray());
        if (loginUid.isEmpty()) {
            return Answer.refused("login_uid不能为空！");
        }
        if (items.isEmpty()) {
            return Answer.refused("internal/message: batch message sync items required");
        }
        if (items.size() > MAXIMUM_ITEMS) {
            return Answer.refused("internal/message: batch message sync exceeds 200 items");
        }
        JsonArray pages = new JsonArray();
        for (int index = 0; index < items.size(); index++) {
            JsonObject item = items.getJsonObject(index);
            Optional<String> refusal = refusal(item, loginUid);
            if (refusal.isPresent()) {
                return Answer.refused(refusal.get());
            }
            pages.add(new JsonObject()
                    .put("channel_id", item.getString("channel_id"))
                    .put("channel_type", item.getInteger("channel_type"))
                    .mergeIn(page(item, loginUid)));
        }
        return Answer.json(new JsonObject().put("items", pages));
    }

    private Optional<String> refusal(JsonObject body, String loginUid) {
        ChannelKey asked = Call.channel(body);
        if (loginUid.isEmpty()) {
            return Optional.of("login_uid不能为空！");
        }
        if (asked.channelId().isBlank()) {
            return Optional.of("channel_id不能为空！");
        }
        if (asked.channelType() == 0) {
            return Optional.of("channel_type不能为空！");
        }
        Optional<ChannelState> state = disk.channels.find(logged(asked, loginUid));
        if (state.map(known -> known.disbanded).orElse(false)) {
            return Optional.of("internal/message: channel disbanded");
        }
        // A channel with oneself is shown to nobody here, for nobody is its member (measured).
        boolean self = logged(asked, loginUid).channelId().equals(ChannelIds.joined(loginUid, loginUid));
        boolean member =
                !self && state.map(known -> known.members.containsKey(loginUid)).orElse(false);
        if (!member) {
            return Optional.of("internal/message: valid channel membership required");
        }
        ChannelKey channel = logged(asked, loginUid);
        return disk.log.last(channel) > 0
                ? Optional.empty()
                : Optional.of("internal/message: channel not found: channel: channel not found: {" + channel.channelId()
                        + " " + channel.channelType() + "}");
    }

    private JsonObject page(JsonObject body, String loginUid) {
        ChannelKey channel = logged(Call.channel(body), loginUid);
        long joined = disk.channels.open(channel).members.get(loginUid);
        long start = body.getLong("start_message_seq", 0L);
        long end = body.getLong("end_message_seq", 0L);
        int askedLimit = body.getInteger("limit", 0);
        int limit = askedLimit <= 0 ? DEFAULT_LIMIT : Math.min(askedLimit, MAXIMUM_LIMIT);
        List<StoredMessage> rows = new ArrayList<>();
        boolean more;
        // One more than asked for tells whether there is more.
        if (body.getInteger("pull_mode", 0) == 1) {
            rows.addAll(disk.log.upwards(channel, Math.max(start, joined), end, limit + 1));
            more = rows.size() > limit;
            rows = more ? rows.subList(0, limit) : rows;
        } else {
            long from = start == 0 ? Long.MAX_VALUE : start;
            rows.addAll(disk.log.downwards(channel, from, Math.max(end, joined - 1), limit + 1));
            more = rows.size() > limit;
            rows = more ? rows.subList(1, rows.size()) : rows;
        }
        JsonArray messages = new JsonArray();
        // The text of a stream is shown to who asks for it only (measured).
        boolean texts = !body.getString("event_summary_mode", "").isEmpty();
        rows.forEach(row ->
                messages.add(bodies.synced(row, loginUid).mergeIn(texts ? disk.streams.shown(row) : new JsonObject())));
        return new JsonObject()
                .put("start_message_seq", start)
                .put("end_message_seq", end)
                .put("more", more ? 1 : 0)
                .put("messages", messages);
    }

    private static ChannelKey logged(ChannelKey asked, String loginUid) {
        boolean peer =
                asked.channelType() == ChannelIds.PERSON && asked.channelId().indexOf('@') < 0;
        return peer ? new ChannelKey(ChannelIds.joined(loginUid, asked.channelId()), ChannelIds.PERSON) : asked;
    }
}
