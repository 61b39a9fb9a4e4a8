package io.wkgate.compat;

import static io.wkgate.compat.RevokeScene.group;
import static io.wkgate.compat.RevokeScene.person;

import io.vertx.core.json.JsonObject;
import io.wkgate.compat.Measurement.Measured;
import io.wkgate.event.ChannelKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code /message/cmd/bind} does to the {@code /message/sync} of who is bound. */
final class CommandBindings implements RevokeAct {
    private final Map<String, Measured> seen = new LinkedHashMap<>();

    @Override
    public List<String> features() {
        return List.of(
                "revoke.bind-silent-group",
                "revoke.bind-by-uid",
                "revoke.bind-joined",
                "revoke.bind-disbanded",
                "revoke.bind-deleted");
    }

    @Override
    public void prepare(RevokeScene scene) {
        scene.group("without-command", "u1", "b1");
        scene.group("to-disband", "u1", "b4");
        scene.group("to-delete", "u1", "b5");
    }

    @Override
    public void play(RevokeScene scene) {
        silentGroup(scene);
        byUid(scene);
        joined(scene);
        end(scene, "b4", "to-disband", "revoke.bind-disbanded", "/channel/info");
        end(scene, "b5", "to-delete", "revoke.bind-deleted", "/channel/delete");
    }

    @Override
    public Map<String, Measured> seen(RevokeScene scene) {
        return seen;
    }

    private void silentGroup(RevokeScene scene) {
        JsonObject channel = group("without-command");
        if (!bind(scene, "b1", channel, "revoke.bind-silent-group")) {
            return;
        }
        boolean broken = breaks(scene, "b1");
        scene.command("u1", channel);
        boolean mended = !breaks(scene, "b1");
        seen.put(
                "revoke.bind-silent-group",
                broken ? Seen.mended(mended ? "until-command" : "breaks") : Seen.works("reads"));
    }

    private void byUid(RevokeScene scene) {
        if (!bind(scene, "b2", person("u1"), "revoke.bind-by-uid")) {
            return;
        }
        scene.command("u1", person("b2"));
        // wkgate never binds so.
        seen.put("revoke.bind-by-uid", untilUnbound(scene, "b2", person("u1"), Support.THROUGH_WKGATE));
    }

    private void joined(RevokeScene scene) {
        if (!bind(scene, "b3", person(ChannelKey.join("u1", "b3")), "revoke.bind-joined")) {
            return;
        }
        scene.command("u1", person("b3"));
        seen.put("revoke.bind-joined", breaks(scene, "b3") ? Seen.mended("breaks") : Seen.works("reads"));
    }

    private void end(RevokeScene scene, String uid, String id, String feature, String call) {
        if (!bind(scene, uid, group(id), feature)) {
            return;
        }
        scene.command("u1", group(id));
        boolean before = breaks(scene, uid);
        scene.call(call, group(id).put("disband", 1));
        Measured after = untilUnbound(scene, uid, group(id), Support.DEGRADED);
        seen.put(feature, before ? Seen.degraded("breaks") : after);
    }

    private static Measured untilUnbound(RevokeScene scene, String uid, JsonObject channel, Support behindWkgate) {
        if (!breaks(scene, uid)) {
            return Seen.works("reads");
        }
        scene.call("/message/cmd/unbind", channel.copy().put("uid", uid));
        return new Measured(breaks(scene, uid) ? "for-ever" : "until-unbound", behindWkgate, Map.of());
    }

    /** Whether there is such a call. */
    private boolean bind(RevokeScene scene, String uid, JsonObject channel, String feature) {
        int status =
                scene.call("/message/cmd/bind", channel.copy().put("uid", uid)).status();
        if (status == 404) {
            seen.put(feature, Seen.works("no-call"));
        }
        return status != 404;
    }

    private static boolean breaks(RevokeScene scene, String uid) {
        return scene.sync(uid).status() != 200;
    }
}
