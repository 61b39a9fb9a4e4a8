package io.wkgate.compat;

import static io.wkgate.compat.RevokeScene.person;

import io.wkgate.chat.ReceivedMessage;
import io.wkgate.compat.Measurement.Measured;
import io.wkgate.compat.RevokeScene.Sent;
import io.wkgate.event.ChannelKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A command that u1 sends to another user: to one whose uid stands first in their joined id (u2), to one whose uid does
 * not (u4), and to three who are away, of whom u5 is bound where there is such a call.
 */
final class PersonRevokes implements RevokeAct {
    private Sent toFirst;
    private Sent toSecond;
    private Map<String, Sent> toAway = Map.of();

    @Override
    public List<String> features() {
        return List.of(
                "revoke.person-online",
                "revoke.person-own-devices",
                "revoke.person-shown-channel",
                "revoke.person-offline",
                "revoke.person-echo");
    }

    @Override
    public void prepare(RevokeScene scene) {
        scene.call("/message/cmd/bind", person(ChannelKey.join("u1", "u5")).put("uid", "u5"));
    }

    @Override
    public void play(RevokeScene scene) {
        toFirst = scene.command("u1", person("u2"));
        toSecond = scene.command("u1", person("u4"));
        toAway = Map.of(
                "u3", scene.command("u1", person("u3")),
                "u5", scene.command("u1", person("u5")),
                "u6", scene.command("u1", person("u6")));
    }

    @Override
    public Map<String, Measured> seen(RevokeScene scene) {
        return Map.of(
                "revoke.person-online", asHashed(scene.reached(toFirst, "u2 app"), scene.reached(toSecond, "u4 pc")),
                "revoke.person-own-devices",
                        asHashed(
                                scene.reached(toSecond, "u1 app", "u1 web"),
                                scene.reached(toFirst, "u1 app", "u1 web")),
                "revoke.person-shown-channel", shown(scene),
                "revoke.person-offline", offline(scene),
                "revoke.person-echo", echo(scene));
    }

    /** @param first whether the user who stands first in the joined id was told */
    private static Measured asHashed(boolean first, boolean second) {
        if (first && second) {
            return Seen.works("told");
        }
        return Seen.mended(first ? "first-only" : second ? "second-only" : "nobody");
    }

    private Measured shown(RevokeScene scene) {
        List<String> shown = scene.received("u2 app", toFirst).stream()
                .map(ReceivedMessage::channelId)
                .distinct()
                .toList();
        if (shown.equals(List.of("u1"))) {
            return Seen.works("right");
        }
        return Seen.mended(shown.equals(List.of("u1____cmd")) ? "command-channel" : "other");
    }

    private Measured offline(RevokeScene scene) {
        List<String> told = Stream.of("u3", "u5", "u6")
                .filter(uid -> scene.synced(uid, toAway.get(uid)))
                .toList();
        if (told.size() == toAway.size()) {
            return Seen.works("found");
        }
        return Seen.degraded(told.equals(List.of("u5")) ? "only-bound" : told.isEmpty() ? "never" : "some-pairs");
    }

    private Measured echo(RevokeScene scene) {
        List<String> channels = scene.echoes(toFirst).stream()
                .map(echo -> echo.getString("channel_id"))
                .toList();
        if (channels.equals(List.of("u2"))) {
            return Seen.works("peer");
        }
        return channels.size() == 1
                ? new Measured("command-channel", Support.THROUGH_WKGATE, Map.of("channel", channels.get(0)))
                : Seen.degraded("none");
    }
}
