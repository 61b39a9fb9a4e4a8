package io.wkgate.compat;

import static io.wkgate.compat.RevokeScene.NOT_KEPT;
import static io.wkgate.compat.RevokeScene.group;

import io.wkgate.compat.Measurement.Measured;
import io.wkgate.compat.RevokeScene.Sent;
import java.util.List;
import java.util.Map;

/** A command sent to a group: u3 and u5 are away, and u5 is bound to its commands where there is such a call. */
final class GroupRevokes implements RevokeAct {
    private static final String ORDINARY = "ordinary";
    private static final String LARGE = "large";
    private static final String DISBANDED = "disbanded";
    private static final String SILENT = "silent";
    private static final String[] MEMBERS = {"u1", "u2", "u3", "u4", "u5"};

    private Sent ordinary;
    private Sent passing;
    private Sent large;
    private Sent disbanded;
    private Sent silent;

    @Override
    public List<String> features() {
        return List.of(
                "revoke.group-online",
                "revoke.group-own-devices",
                "revoke.group-offline",
                "revoke.group-not-kept",
                "revoke.group-large",
                "revoke.group-disbanded",
                "revoke.group-silent");
    }

    @Override
    public void prepare(RevokeScene scene) {
        scene.group(ORDINARY, MEMBERS);
        scene.group(DISBANDED, MEMBERS);
        scene.largeGroup(LARGE, MEMBERS);
        scene.silentGroup(SILENT, MEMBERS);
        for (String id : List.of(ORDINARY, LARGE, SILENT)) {
            scene.call("/message/cmd/bind", group(id).put("uid", "u5"));
        }
    }

    @Override
    public void play(RevokeScene scene) {
        silent = scene.command("u1", group(SILENT));
        ordinary = scene.command("u1", group(ORDINARY));
        passing = scene.send("u1", group(ORDINARY), NOT_KEPT);
        large = scene.command("u1", group(LARGE));
        scene.call("/channel/info", group(DISBANDED).put("disband", 1));
        disbanded = scene.command("u1", group(DISBANDED));
    }

    @Override
    public Map<String, Measured> seen(RevokeScene scene) {
        return Map.of(
                "revoke.group-online", online(scene),
                "revoke.group-own-devices", ownDevices(scene),
                "revoke.group-offline", offline(scene),
                "revoke.group-not-kept", notKept(scene),
                "revoke.group-large", large(scene),
                "revoke.group-disbanded", disbanded(scene),
                "revoke.group-silent", silent(scene));
    }

    private Measured online(RevokeScene scene) {
        return scene.reached(ordinary, "u2 app", "u4 pc")
                ? Seen.works("all")
                : scene.reachedAny(ordinary, "u2 app", "u4 pc") ? Seen.works("some") : Seen.mended("nobody");
    }

    private Measured ownDevices(RevokeScene scene) {
        return scene.reached(ordinary, "u1 app", "u1 web")
                ? Seen.works("all")
                : scene.reachedAny(ordinary, "u1 app", "u1 web") ? Seen.works("some") : Seen.mended("none");
    }

    private Measured offline(RevokeScene scene) {
        if (scene.synced("u3", ordinary)) {
            return Seen.works("found");
        }
        return Seen.degraded(scene.synced("u5", ordinary) ? "only-bound" : "never");
    }

    private Measured notKept(RevokeScene scene) {
        boolean later = scene.synced("u3", passing) || scene.synced("u5", passing);
        boolean online = scene.reached(passing, "u1 app", "u1 web", "u2 app", "u4 pc");
        return later ? Seen.works("kept") : Seen.mended(online ? "online-only" : "nobody");
    }

    private Measured large(RevokeScene scene) {
        return large.refused() ? Seen.degraded("refused") : asOrdinary(scene, large);
    }

    private Measured disbanded(RevokeScene scene) {
        if (disbanded.accepted()) {
            // Who is bound to it could not read anything any more, so nobody is: see CommandBindings.
            boolean same = online(scene, disbanded) == online(scene, ordinary)
                    && scene.synced("u3", disbanded) == scene.synced("u3", ordinary);
            return same ? Seen.works("as-any") : Seen.mended("lost");
        }
        return new Measured("reason", Support.DEGRADED, Map.of("reason", Integer.toString(disbanded.reason())));
    }

    private Measured silent(RevokeScene scene) {
        boolean taken = silent.accepted() && !scene.echoes(silent).isEmpty();
        if (taken && told(scene, silent) == 0 && told(scene, ordinary) > 0) {
            return Seen.mended("lost");
        }
        return asOrdinary(scene, silent);
    }

    /** Whether it is no worse than in an ordinary group. */
    private Measured asOrdinary(RevokeScene scene, Sent sent) {
        if (!sent.accepted() || told(scene, sent) != told(scene, ordinary)) {
            return Seen.mended("worse");
        }
        return online(scene, sent) ? Seen.works("as-any") : Seen.mended("nobody-online");
    }

    private static boolean online(RevokeScene scene, Sent sent) {
        return scene.reached(sent, "u1 app", "u1 web", "u2 app", "u4 pc");
    }

    /** How many devices and users who were away were told. */
    private static long told(RevokeScene scene, Sent sent) {
        long devices = List.of("u1 app", "u1 web", "u2 app", "u4 pc").stream()
                .filter(device -> scene.reached(sent, device))
                .count();
        return devices
                + List.of("u3", "u5").stream()
                        .filter(uid -> scene.synced(uid, sent))
                        .count();
    }
}
