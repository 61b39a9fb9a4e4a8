package io.wkgate.compat;

import static io.wkgate.chat.ChatCalls.subscribers;
import static io.wkgate.compat.RevokeScene.MESSAGE;
import static io.wkgate.compat.RevokeScene.NOT_KEPT;
import static io.wkgate.compat.RevokeScene.group;

import io.vertx.core.json.JsonObject;
import io.wkgate.compat.Measurement.Measured;
import io.wkgate.compat.RevokeScene.Sent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A command that names its receivers: u3, u5 and u6 are away. */
final class SubscriberRevokes implements RevokeAct {
    private static final String PAIR = "pair";

    private Sent named;
    private Sent passing;
    private Sent withChannel;
    private Sent message;

    @Override
    public List<String> features() {
        return List.of(
                "revoke.subscribers-online",
                "revoke.subscribers-own-devices",
                "revoke.subscribers-offline",
                "revoke.subscribers-shown-channel",
                "revoke.subscribers-echo",
                "revoke.subscribers-not-kept-echo",
                "revoke.subscribers-and-channel",
                "revoke.subscribers-without-sync-once");
    }

    @Override
    public void prepare(RevokeScene scene) {
        scene.group(PAIR, "u1", "u2", "u3");
    }

    @Override
    public void play(RevokeScene scene) {
        JsonObject all = subscribers("u1", "u2", "u4", "u3", "u5", "u6");
        named = scene.command("u1", all);
        passing = scene.send("u1", all, NOT_KEPT);
        // u2 is a member and not listed, u4 is listed and no member.
        withChannel = scene.command("u1", group(PAIR).mergeIn(subscribers("u1", "u4")));
        message = scene.send("u1", subscribers("u1", "u2", "u4"), MESSAGE);
    }

    @Override
    public Map<String, Measured> seen(RevokeScene scene) {
        return Map.of(
                "revoke.subscribers-online", online(scene),
                "revoke.subscribers-own-devices", ownDevices(scene),
                "revoke.subscribers-offline", offline(scene),
                "revoke.subscribers-shown-channel", shown(scene),
                "revoke.subscribers-echo", echo(scene),
                "revoke.subscribers-not-kept-echo", notKeptEcho(scene),
                "revoke.subscribers-and-channel", withChannel(scene),
                "revoke.subscribers-without-sync-once", asMessage(scene));
    }

    private Measured online(RevokeScene scene) {
        return scene.reached(named, "u2 app", "u4 pc") && scene.reached(passing, "u2 app", "u4 pc")
                ? Seen.works("all")
                : Seen.mended("some");
    }

    private Measured ownDevices(RevokeScene scene) {
        long app = scene.received("u1 app", named).size();
        long web = scene.received("u1 web", named).size();
        if (app == 1 && web == 1) {
            return Seen.works("all");
        }
        return Seen.mended(app > 1 && web > 1 ? "many-copies" : "some");
    }

    private Measured offline(RevokeScene scene) {
        long told = Stream.of("u3", "u5", "u6")
                .filter(uid -> scene.synced(uid, named))
                .count();
        return told == 3 ? Seen.works("found") : Seen.mended(told == 0 ? "never" : "some-pairs");
    }

    private Measured shown(RevokeScene scene) {
        return scene.received("u2 app", named).stream()
                .findFirst()
                .map(seen ->
                        new Measured("another", Support.THROUGH_WKGATE, Map.of("channel", steady(seen.channelId()))))
                .orElse(Seen.mended("none"));
    }

    private Measured echo(RevokeScene scene) {
        List<JsonObject> echoes = scene.echoes(named);
        if (echoes.size() == 6) {
            return Seen.mended("one-each");
        }
        return echoes.size() == 1
                ? new Measured(
                        "one",
                        Support.THROUGH_WKGATE,
                        Map.of("channel", steady(echoes.get(0).getString("channel_id"))))
                : Seen.degraded("none");
    }

    private Measured notKeptEcho(RevokeScene scene) {
        boolean later = Stream.of("u3", "u5", "u6").anyMatch(uid -> scene.synced(uid, passing));
        return scene.echoes(passing).isEmpty() && !later ? Seen.mended("none") : Seen.works("comes");
    }

    private Measured withChannel(RevokeScene scene) {
        if (withChannel.refused()) {
            return Seen.mended("refused");
        }
        boolean member = scene.reached(withChannel, "u2 app");
        boolean listed = scene.reached(withChannel, "u4 pc");
        return member == listed ? Seen.works("both") : Seen.mended(member ? "members-only" : "listed-only");
    }

    private Measured asMessage(RevokeScene scene) {
        if (message.refused()) {
            return Seen.mended("refused");
        }
        boolean plain = Stream.of("u2 app", "u4 pc")
                .flatMap(device -> scene.received(device, message).stream())
                .noneMatch(received -> received.syncOnce());
        boolean unnumbered = scene.echoes(message).stream().allMatch(row -> row.getLong("message_seq") == 0);
        return Seen.mended(scene.reached(message, "u2 app", "u4 pc") && plain && unnumbered ? "as-message" : "other");
    }

    /** Ids that are made up anew each time. */
    private static String steady(String channelId) {
        return channelId
                .replaceFirst("^[0-9a-f]{32}(?=@tmp$)", "<hex>")
                .replaceFirst("^\\d+(?=(____cmd)?$)", "<number>")
                .replaceFirst("^u1$", "<sender>");
    }
}
