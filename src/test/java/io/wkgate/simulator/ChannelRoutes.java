package io.wkgate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Users and channels: settings, members, blacklist and whitelist. */
final class ChannelRoutes {
    private final Profile profile;
    private final Channels channels;
    private final Presence presence;
    private final Runnable death;

    /** @param death of the whole server */
    ChannelRoutes(Profile profile, Channels channels, Presence presence, Runnable death) {
        this.profile = profile;
        this.channels = channels;
        this.presence = presence;
        this.death = death;
    }

    void addTo(Api api) {
        api.on("POST /user/token", ChannelRoutes::token)
                .on("POST /user/onlinestatus", this::onlineStatus)
                .on("POST /user/systemuids_add", call -> Answer.ok())
                .on("POST /user/systemuids_remove", call -> Answer.ok())
                .on("POST /channel", this::create)
                .on("POST /channel/info", change(this::settings))
                .on("POST /channel/delete", change((channel, body) -> delete(channel)))
                .on("POST /channel/subscriber_add", change(this::addMembers))
                .on(
                        "POST /channel/subscriber_remove",
                        change((channel, body) -> channels.leave(channel, Call.uids(body, "subscribers"))))
                .on("GET /channel/whitelist", this::whitelist);
        list(api, "whitelist", state -> state.whitelist);
        list(api, "blacklist", state -> state.blacklist);
    }

    private static Answer token(Call call) {
        return call.json().getString("uid", "").isBlank() ? Answer.refused("uid不能为空！") : Answer.ok();
    }

    private Answer onlineStatus(Call call) {
        JsonArray online = new JsonArray();
        call.array().stream()
                .map(String::valueOf)
                .filter(presence::isOnline)
                .forEach(uid -> online.add(
                        new JsonObject().put("uid", uid).put("device_flag", 0).put("online", 1)));
        return Answer.json(online);
    }

    private Answer create(Call call) {
        boolean special =
                ChannelIds.hasSpecialCharacter(Call.channel(call.json()).channelId());
        return special && profile.line() != Line.ONE
                ? Answer.refused("频道ID不能包含特殊字符！")
                : change(this::create).apply(call);
    }

    private void create(ChannelKey channel, JsonObject body) {
        ChannelState state = channels.open(channel);
        state.members.clear();
        settings(channel, body);
        channels.create(channel);
        channels.join(channel, Call.uids(body, "subscribers"));
    }

    private void settings(ChannelKey channel, JsonObject body) {
        ChannelState state = channels.open(channel);
        state.large = body.getInteger("large", 0) == 1;
        state.banned = body.getInteger("ban", 0) == 1;
        // v1 has no such setting and ignores it.
        boolean known = profile.line() != Line.ONE
                && (!profile.has(Trait.DISBANDS_ONLY_AFTER_A_MESSAGE) || channels.wasSpokenIn(channel));
        boolean disbands = known && body.getInteger("disband", 0) == 1;
        // On v3 for good.
        state.disbanded = disbands || profile.line() == Line.THREE && state.disbanded;
    }

    /** v1 forgets the members and goes on taking messages; v2 takes none until it is made again, v3 never again. */
    private void delete(ChannelKey channel) {
        if (profile.has(Trait.DISBANDS_ONLY_AFTER_A_MESSAGE)) {
            return;
        }
        ChannelState state = channels.open(channel);
        state.members.clear();
        state.disbanded = profile.line() != Line.ONE;
    }

    private void addMembers(ChannelKey channel, JsonObject body) {
        ChannelState state = channels.open(channel);
        if (body.getInteger("reset", 0) == 1) {
            state.members.clear();
        }
        channels.create(channel);
        channels.join(channel, Call.uids(body, "subscribers"));
    }

    private void list(Api api, String name, Function<ChannelState, Set<String>> list) {
        api.on(
                        "POST /channel/" + name + "_add",
                        change((channel, body) ->
                                list.apply(channels.open(channel)).addAll(Call.uids(body, "uids"))))
                .on("POST /channel/" + name + "_set", change((channel, body) -> {
                    if (name.equals("blacklist") && profile.has(Trait.DIES_OF_BLACKLIST_SET)) {
                        death.run();
                        throw new Call.Unanswered();
                    }
                    Set<String> uids = list.apply(channels.open(channel));
                    uids.clear();
                    uids.addAll(Call.uids(body, "uids"));
                }))
                .on(
                        "POST /channel/" + name + "_remove",
                        change((channel, body) ->
                                list.apply(channels.open(channel)).removeAll(Set.copyOf(Call.uids(body, "uids")))));
    }

    private Answer whitelist(Call call) {
        ChannelKey channel = new ChannelKey(call.parameter("channel_id"), call.number("channel_type"));
        JsonArray answer = new JsonArray();
        channels.find(channel)
                .map(state -> List.copyOf(state.whitelist))
                .orElse(List.of())
                .forEach(uid -> answer.add(whitelisted(uid)));
        return Answer.json(answer);
    }

    /** v1 answers plain uids, v2 and v3 its rows. */
    private Object whitelisted(String uid) {
        return switch (profile.line()) {
            case ONE -> uid;
            case TWO -> {
                String now = Instant.now().toString();
                yield new JsonObject()
                        .put("id", Math.abs((long) uid.hashCode()))
                        .put("uid", uid)
                        .put("created_at", now)
                        .put("updated_at", now);
            }
            case THREE -> new JsonObject().put("id", 0).put("uid", uid);
        };
    }

    private static Function<Call, Answer> change(BiConsumer<ChannelKey, JsonObject> change) {
        return call -> {
            JsonObject body = call.json();
            ChannelKey channel = Call.channel(body);
            if (channel.channelId().isBlank()) {
                return Answer.refused("频道ID不能为空！");
            }
            change.accept(channel, body);
            return Answer.ok();
        };
    }
}
