package io.wkgate.compat;

import static io.wkgate.compat.RevokeScene.group;
import static io.wkgate.compat.RevokeScene.person;

import io.vertx.core.json.JsonArray;
import io.wkgate.compat.Measurement.Measured;
import io.wkgate.compat.RevokeScene.Sent;
import io.wkgate.event.ChannelKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A command that comes from nobody, from an administrator, from no member, or from one who is muted. */
final class SenderRevokes implements RevokeAct {
    private static final String GROUP = "of-two";
    private static final String MUTED = "muted";

    private Sent fromNobodyToGroup;
    private Sent fromNobodyToPerson;
    private Sent fromAdministrator;
    private Sent intoTheirChannel;
    private Sent fromStranger;
    private Sent fromMuted;

    @Override
    public List<String> features() {
        return List.of(
                "revoke.group-no-sender",
                "revoke.person-no-sender",
                "revoke.person-administrator",
                "revoke.person-administrator-joined",
                "revoke.group-stranger",
                "revoke.group-muted");
    }

    @Override
    public void prepare(RevokeScene scene) {
        scene.group(GROUP, "u1", "u2", "u3");
        scene.group(MUTED, "u1", "u2", "u3");
    }

    @Override
    public void play(RevokeScene scene) {
        scene.call("/channel/whitelist_add", group(MUTED).put("uids", JsonArray.of("u1")));
        fromNobodyToGroup = scene.command("", group(GROUP));
        fromNobodyToPerson = scene.command("", person("u2"));
        fromAdministrator = scene.command("root", person("u2"));
        intoTheirChannel = scene.command("root", person(ChannelKey.join("u1", "u2")));
        fromStranger = scene.command("x9", group(GROUP));
        fromMuted = scene.command("u2", group(MUTED));
    }

    @Override
    public Map<String, Measured> seen(RevokeScene scene) {
        return Map.of(
                "revoke.group-no-sender", toGroup(scene, fromNobodyToGroup),
                "revoke.person-no-sender", toPerson(scene, fromNobodyToPerson),
                "revoke.person-administrator", toPerson(scene, fromAdministrator),
                "revoke.person-administrator-joined", toPerson(scene, intoTheirChannel),
                "revoke.group-stranger", toGroup(scene, fromStranger),
                "revoke.group-muted", toGroup(scene, fromMuted));
    }

    private static Measured toGroup(RevokeScene scene, Sent sent) {
        if (sent.refused()) {
            return Seen.mended("refused");
        }
        if (!sent.accepted()) {
            return new Measured("reason", Support.THROUGH_WKGATE, Map.of("reason", Integer.toString(sent.reason())));
        }
        boolean all = scene.reached(sent, "u1 app", "u1 web", "u2 app") && scene.synced("u3", sent);
        return all ? Seen.works("all") : Seen.mended(nobody(scene, sent) ? "lost" : "some");
    }

    /** The command was meant for the channel of u1 and u2. */
    private static Measured toPerson(RevokeScene scene, Sent sent) {
        if (sent.refused()) {
            return Seen.mended("refused");
        }
        boolean right = scene.received("u2 app", sent).stream()
                .anyMatch(received -> received.channelId().equals("u1"));
        boolean both = scene.reached(sent, "u1 app", "u1 web", "u2 app");
        if (both) {
            return right ? Seen.works("told") : Seen.mended("elsewhere");
        }
        return Seen.mended(right || !scene.reached(sent, "u2 app") ? "some" : "one-elsewhere");
    }

    private static boolean nobody(RevokeScene scene, Sent sent) {
        return !scene.reachedAny(sent, "u1 app", "u1 web", "u2 app")
                && Stream.of("u1", "u2", "u3").noneMatch(uid -> scene.synced(uid, sent));
    }
}
